package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.EntryContent;
import org.uputnica.audit.domain.EntryKind;
import org.uputnica.consent.DisclosureGate;
import org.uputnica.consent.OfficeTexts;
import org.uputnica.consent.domain.Basis;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.text.Texts;

/** Puts journal entries into the person's language, in short neutral sentences. */
@ApplicationScoped
class AccessTexts {
  private static final String BUNDLE = "access";

  /** The words for items and scopes are those of her receipts. */
  private static final String RECEIPT = "receipt";

  private static final String DOOR_OPENED = "door-opened";

  /** What a copy was journalled as before it counted as an export; such entries stay. */
  private static final String FORMER_COPY = "identity-copied-out";

  private static final String RECALL_ANSWERED = "recall-answered";

  /** What was asked back has ended, whatever ended it. */
  private static final Set<String> ENDED = Set.of("recall-asked", RECALL_ANSWERED);

  /** Which sentence an action becomes. Two entries of one act are told once. */
  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry("identity-read", "read"),
          Map.entry("note-read", "read"),
          Map.entry("attachment-read", "read"),
          Map.entry("attachment-kept", "kept"),
          Map.entry("needs-shown", "needs"),
          Map.entry("identity-exported", "sent"),
          Map.entry("identity-copy-exported", "copied"),
          Map.entry(FORMER_COPY, "copied"),
          Map.entry("identity-kept", "kept"),
          Map.entry("note-kept", "kept"),
          Map.entry("case-registered", "registered"),
          Map.entry("receipt-number-given", "number.given"),
          Map.entry("receipt-number-renewed", "number.renewed"),
          Map.entry("receipt-number-revoked", "number.ended"),
          Map.entry("receipt-number-ended", "number.ended"),
          Map.entry(DOOR_OPENED, "page"),
          Map.entry("consent-recorded", "answer"),
          Map.entry("consent-withdrawn", "answer"),
          Map.entry("consent-invalidated", "answer"),
          Map.entry("identity-admitted", "opened"),
          Map.entry("identity-shut", "closed"),
          Map.entry("disclosure-denied", "denied"),
          Map.entry("exception-recorded", "exception"),
          Map.entry("identity-erased", "erased"),
          Map.entry("recall-asked", "back"),
          Map.entry(RECALL_ANSWERED, "back"));

  /** Actions she is told of; what was done without asking first, whatever it is called, besides. */
  static final Set<String> ACTIONS = SENTENCES.keySet();

  private static final String EMERGENCY = "emergency";
  private static final String SECOND_PERSON_CHECKS = "why.emergency";

  /** Grounds that are neither her word nor the law's. */
  private static final Map<String, String> LEAVES =
      Map.of(
          Basis.Requested.CODE,
          "why.request",
          Basis.BrokenGlass.CODE,
          SECOND_PERSON_CHECKS,
          DisclosureGate.ADDRESSED,
          "why.work");

  private static final Set<String> SUBJECT_IS_WHO = Set.of("identity-admitted", "identity-shut");
  private static final List<String> TELL_WHOM = List.of("recipient", "to");

  private final Texts texts;

  AccessTexts(Texts texts) {
    this.texts = texts;
  }

  Locale language(String hers, @Nullable String otherwise) {
    return Texts.PERSON.contains(hers)
        ? Locale.forLanguageTag(hers)
        : Texts.choose(otherwise, Texts.PERSON);
  }

  /** The organisation it is told of: who saw it, and if nobody did, who did it. */
  static UUID who(EntryContent content) {
    Map<String, String> details = details(content);
    @Nullable String subject = content.subject();
    if (SUBJECT_IS_WHO.contains(content.action()) && subject != null) {
      return UUID.fromString(subject);
    }
    return TELL_WHOM.stream()
        .flatMap(key -> Stream.ofNullable(details.get(key)))
        .filter(value -> value.length() == 36)
        .findFirst()
        .map(UUID::fromString)
        .orElse(content.organization());
  }

  String unknown(EntryContent content, Locale language) {
    if (Caller.isHerself(content.actor())) {
      return texts.text(BUNDLE, language, "you");
    }
    boolean itself = content.actor().equals("service") && who(content).equals(new UUID(0, 0));
    return texts.text(BUNDLE, language, itself ? "system" : "unknown");
  }

  String function(Organization organization, Locale language) {
    return OfficeTexts.office(texts, organization, language);
  }

  String what(EntryContent content, Locale language) {
    String sentence = SENTENCES.getOrDefault(content.action(), EMERGENCY);
    return texts.text(
        BUNDLE,
        language,
        content.action().equals(RECALL_ANSWERED)
            ? sentence + "." + details(content).get("answer")
            : sentence,
        items(content, language));
  }

  String why(EntryContent content, Locale language) {
    @Nullable String ground = details(content).get("ground");
    if (content.action().equals(DOOR_OPENED)) {
      return texts.text(BUNDLE, language, "why.number");
    }
    if (content.action().equals("exception-recorded")) {
      return texts.text(BUNDLE, language, "why.law");
    }
    if (EntryKind.of(content) == EntryKind.BREAK_GLASS) {
      return texts.text(BUNDLE, language, SECOND_PERSON_CHECKS);
    }
    if (ENDED.contains(content.action())) {
      return texts.text(BUNDLE, language, "why.ended");
    }
    if (ground == null) {
      return texts.text(BUNDLE, language, "why.work");
    }
    String agreed =
        Stream.of(ground.split("\\+", -1))
            .filter(code -> Stream.of(ConsentScope.values()).anyMatch(it -> it.code().equals(code)))
            .map(code -> texts.text(RECEIPT, language, "scope." + code))
            .collect(Collectors.joining(" "));
    return agreed.isEmpty()
        ? texts.text(BUNDLE, language, LEAVES.getOrDefault(ground, "why.law"))
        : texts.text(BUNDLE, language, "why.yes", agreed);
  }

  private String items(EntryContent content, Locale language) {
    Map<String, String> details = details(content);
    String codes = details.getOrDefault("categories", details.getOrDefault("items", ""));
    return Stream.of(codes.split("[, ]", -1))
        .filter(code -> Stream.of(ItemCategory.values()).anyMatch(it -> it.name().equals(code)))
        .map(code -> texts.text(RECEIPT, language, "item." + code))
        .collect(Collectors.joining("; "));
  }

  private static Map<String, String> details(EntryContent content) {
    Map<String, String> details = new HashMap<>();
    for (int i = 0; i + 1 < content.details().size(); i += 2) {
      details.put(content.details().get(i), content.details().get(i + 1));
    }
    return details;
  }
}
