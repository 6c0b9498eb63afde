package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.text.Texts;

/** Puts a statement into the person's language, in short neutral sentences. */
@ApplicationScoped
class ReceiptTexts {
  /** Languages the receipt exists in (BCP 47). */
  static final List<String> LANGUAGES = Texts.PERSON;

  /** Where the mere name of the recipient could tell a finder too much. */
  private static final Set<ConsentScope> RECIPIENT_UNSAID =
      EnumSet.of(
          ConsentScope.MECHANISM,
          ConsentScope.POLICE,
          ConsentScope.MIGRATION,
          ConsentScope.ASYLUM,
          ConsentScope.CONSULATE);

  private static final String BUNDLE = "receipt";
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Texts texts;

  ReceiptTexts(Texts texts) {
    this.texts = texts;
  }

  /**
   * The receipt of a statement.
   *
   * @param otherwise language to try when there are no texts in the person's own
   * @param recipient public name of the recipient, if there is one
   */
  Receipt receipt(
      Spoken statement,
      CaseForConsent about,
      @Nullable String otherwise,
      @Nullable String recipient,
      Instant now) {
    Locale language = language(statement.told().language(), otherwise);
    return new Receipt(
        statement.id(),
        about.code(),
        language,
        Texts.isRightToLeft(language),
        now,
        texts.text(BUNDLE, language, "title"),
        lines(statement, about, recipient, language));
  }

  private static Locale language(String spoken, @Nullable String otherwise) {
    return LANGUAGES.contains(spoken)
        ? Locale.forLanguageTag(spoken)
        : Texts.choose(otherwise, LANGUAGES);
  }

  private List<String> lines(
      Spoken statement, CaseForConsent about, @Nullable String recipient, Locale language) {
    List<String> lines = saying(statement, about.country(), recipient, language);
    lines.add(texts.text(BUNDLE, language, statement instanceof Given ? "back" : "change"));
    lines.add(texts.text(BUNDLE, language, "help"));
    lines.add(
        texts.text(BUNDLE, language, "date", day(statement.said().deviceTime(), about.country())));
    lines.add(texts.text(BUNDLE, language, "number", about.code().value()));
    lines.add(texts.text(BUNDLE, language, "keep"));
    return lines;
  }

  /** What was said, without what only belongs on paper. */
  List<String> saying(
      Spoken statement, CountryCode country, @Nullable String recipient, Locale language) {
    ConsentScope scope = statement.scope();
    List<String> lines = new ArrayList<>();
    if (statement.said().saidBy() == SaidBy.GUARDIAN) {
      lines.add(texts.text(BUNDLE, language, "guardian"));
    }
    lines.add(texts.text(BUNDLE, language, answer(statement)));
    lines.add(
        texts.text(
            BUNDLE, language, "about", texts.text(BUNDLE, language, "scope." + scope.code())));
    if (recipient != null && namesRecipient(scope)) {
      lines.add(texts.text(BUNDLE, language, "to", recipient));
    }
    if (statement instanceof Given given) {
      addLimits(given, country, language, lines);
    }
    return lines;
  }

  /** The same for another system, with the words in which she was asked. */
  ConsentRecord record(
      Spoken statement,
      CaseForConsent about,
      boolean inForce,
      boolean proved,
      @Nullable String otherwise,
      Map<OrganizationId, Organization> parties,
      Instant now) {
    Locale language = language(statement.told().language(), otherwise);
    return new ConsentRecord(
        statement,
        about,
        inForce,
        proved,
        language,
        texts.text(BUNDLE, language, "scope." + statement.scope().code()),
        statement.said().items().stream()
            .collect(
                Collectors.toMap(
                    item -> item, item -> texts.text(BUNDLE, language, "item." + item.name()))),
        texts.text(BUNDLE, language, statement instanceof Given ? "back" : "change"),
        parties,
        now);
  }

  /** What an office is to her, without its name. */
  String office(@Nullable Organization office, Locale language) {
    return OfficeTexts.office(texts, office, language);
  }

  /** Whether a recipient under this scope may be called by name. */
  static boolean namesRecipient(ConsentScope scope) {
    return !RECIPIENT_UNSAID.contains(scope);
  }

  private void addLimits(Given given, CountryCode country, Locale language, List<String> lines) {
    if (!given.said().items().isEmpty()) {
      String items =
          given.said().items().stream()
              .map(item -> texts.text(BUNDLE, language, "item." + item.name()))
              .collect(Collectors.joining("; "));
      lines.add(texts.text(BUNDLE, language, "items", items));
    }
    if (given.expires() != null) {
      lines.add(texts.text(BUNDLE, language, "until", day(given.expires(), country)));
    }
  }

  private static String answer(ConsentStatement statement) {
    return switch (statement.status()) {
      case GIVEN -> "yes";
      case LIMITED -> "limited";
      case REFUSED -> "no";
      case WITHDRAWN -> "withdrawn";
      case ASKED -> "asked";
      case NOT_ASKED -> "notasked";
      case INVALIDATED -> "invalid";
      case EXPIRED, OVERRIDDEN -> throw new IllegalArgumentException("nobody said that");
    };
  }

  /** The day there and then; the six countries keep the same time. */
  private static String day(Instant at, CountryCode country) {
    ZoneId zone =
        switch (country.value()) {
          case "AL", "BA", "ME", "MK", "RS", "XK" -> ZoneId.of("Europe/Belgrade");
          default -> ZoneOffset.UTC;
        };
    return DATE.format(LocalDate.ofInstant(at, zone));
  }
}
