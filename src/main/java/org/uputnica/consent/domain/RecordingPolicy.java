package org.uputnica.consent.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentRefusal.AskedAlready;
import org.uputnica.consent.domain.ConsentRefusal.BadValue;
import org.uputnica.consent.domain.ConsentRefusal.NotTheGuardian;
import org.uputnica.consent.domain.ConsentRefusal.NothingToWithdraw;
import org.uputnica.consent.domain.ConsentRefusal.RuleBroken;
import org.uputnica.consent.domain.ConsentStatement.Asked;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Refused;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/** What can be written down as a statement, and what cannot have been said that way. Pure. */
public final class RecordingPolicy {
  /** Clocks of telephones differ by this much; more is a mistake. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  private final Map<String, MethodRule> methods;
  private final Set<String> languages;
  private final Map<String, ConsentText> texts;

  /**
   * @param methods rows of {@code consent-methods.csv} by code
   * @param languages codes of {@code languages.csv}
   * @param texts rows of {@code consent-texts.csv} by version
   */
  public RecordingPolicy(
      Map<String, MethodRule> methods, Set<String> languages, Map<String, ConsentText> texts) {
    this.methods = Map.copyOf(methods);
    this.languages = Set.copyOf(languages);
    this.texts = Map.copyOf(texts);
  }

  /**
   * Checks a statement before it is kept.
   *
   * @param said everything that was said before
   * @param now server time, UTC
   * @param at path of the statement in the request, such as {@code consents[2].}; empty for the
   *     request itself
   * @throws RefusedException {@code invalid-value}, {@code rule-broken}, {@code asked-already},
   *     {@code forbidden}, {@code nothing-to-withdraw} for a yes that is found not to be valid and
   *     was never given, unless it was found so long ago that its yes may still come in; the code
   *     of the error names the rule
   */
  public void check(
      RecordConsent asked,
      CaseForConsent about,
      Caller caller,
      List<ConsentStatement> said,
      Instant now,
      String at) {
    checkTimeAndLanguage(asked.told().language(), asked.deviceTime(), now, at);
    checkText(asked.told().textVersion(), asked.deviceTime(), at);
    @Nullable Instant expires = asked.expiresAt();
    if (expires != null && !expires.isAfter(asked.deviceTime())) {
      throw refused(new BadValue(at + "expiresAt", "must be after deviceTime"));
    }
    checkReason(asked, at);
    if (asked.reason() == NotAskedReason.TOO_YOUNG && !about.child()) {
      throw refused(new RuleBroken(at + "reason", "is said of a child only"));
    }
    boolean named = asked.recipient() != null;
    if (asked.status().isYes()
        && !named
        && (asked.scope().needsRecipient() || !asked.items().isEmpty())) {
      throw refused(
          RuleBroken.rule(
              "recipient-missing",
              at + "recipient",
              "is needed: a yes to " + asked.scope().code() + " is to one organisation"));
    }
    if (asked.told().evidence() != null && !asked.status().isAnswer()) {
      throw refused(new RuleBroken(at + "evidence", "proves a yes or a no"));
    }
    if (asked.saidBy() == SaidBy.GUARDIAN) {
      checkGuardian(about, caller, at);
    }
    if (asked.status().isAnswer()) {
      checkMethod(asked, about, at);
      checkAskedBefore(asked, said, at);
    }
    if (asked.status() == ConsentStatus.INVALIDATED) {
      checkYesIsKnown(asked, said, now);
    }
    checkNotAskedTwice(asked, said);
  }

  /**
   * What was found a while ago may have come in before its yes; of all, also before some of them.
   */
  private static void checkYesIsKnown(
      RecordConsent asked, List<ConsentStatement> said, Instant now) {
    boolean late = asked.deviceTime().isBefore(now.minus(CLOCK_TOLERANCE));
    if (late && asked.recipient() == null) {
      return;
    }
    Map<Optional<OrganizationId>, Instant> yeses =
        latestYeses(asked.scope(), asked.recipient(), said);
    if (late) {
      yeses.keySet().removeIf(Optional::isEmpty);
    }
    if (!late || !yeses.isEmpty()) {
      requireGiven(asked.scope(), yeses, asked.deviceTime(), false);
    }
  }

  private static void checkReason(RecordConsent asked, String at) {
    if (asked.reason() instanceof RefusalReason && asked.status() != ConsentStatus.REFUSED) {
      throw refused(
          RuleBroken.rule(
              "reason-without-refusal",
              at + "refusalReason",
              "is why somebody said no, and is said with a no alone"));
    }
    switch (asked.status()) {
      case NOT_ASKED ->
          requireReason(
              asked.reason() instanceof NotAskedReason,
              "is needed when the person was not asked",
              List.of(NotAskedReason.values()),
              at);
      case INVALIDATED ->
          requireReason(
              asked.reason() instanceof InvalidReason reason
                  && InvalidReason.STATED.contains(reason),
              "is needed when a yes is found not to be valid",
              InvalidReason.STATED,
              at);
      case ASKED, GIVEN, LIMITED, REFUSED, WITHDRAWN, EXPIRED, OVERRIDDEN -> {
        // an answer is its own reason
      }
    }
  }

  private static void requireReason(
      boolean stated, String detail, List<? extends StatedReason> known, String at) {
    if (!stated) {
      throw refused(
          new RuleBroken(at + "reason", detail, known.stream().map(StatedReason::code).toList()));
    }
  }

  private void checkText(@Nullable String version, Instant deviceTime, String at) {
    if (version == null) {
      return;
    }
    @Nullable ConsentText text = texts.get(version);
    if (text == null) {
      throw refused(
          new BadValue(
              at + "textVersion",
              "is not a version of consent-texts.csv",
              texts.keySet().stream().sorted().toList()));
    }
    if (!text.isReadAt(deviceTime)) {
      throw refused(
          RuleBroken.rule(
              "text-expired",
              at + "textVersion",
              "was not read any more when this was said; read the one in use and ask again",
              texts.values().stream()
                  .filter(it -> it.isReadAt(deviceTime))
                  .map(ConsentText::version)
                  .sorted()
                  .toList()));
    }
  }

  /**
   * Nobody answers a question before it was asked; a question that came in later proves nothing.
   */
  private static void checkAskedBefore(
      RecordConsent asked, List<ConsentStatement> said, String at) {
    List<Asked> questions =
        said.stream()
            .filter(Asked.class::isInstance)
            .map(Asked.class::cast)
            .filter(it -> it.scope() == asked.scope())
            .filter(it -> it.told().contact().equals(asked.told().contact()))
            .filter(it -> it.said().saidBy() == asked.saidBy())
            .filter(it -> includes(it.said().recipient(), asked.recipient()))
            .toList();
    if (!questions.isEmpty()
        && questions.stream().allMatch(it -> it.said().deviceTime().isAfter(asked.deviceTime()))) {
      throw refused(
          RuleBroken.rule(
              "answered-before-asked",
              at + "deviceTime",
              "is before the question was put in this meeting"));
    }
  }

  /** Whether something is kept to prove what was answered in this way. */
  public boolean needsEvidence(@Nullable String method) {
    @Nullable MethodRule rule = method == null ? null : methods.get(method);
    return rule != null && rule.needsEvidence();
  }

  /**
   * Demands a language people are spoken to in.
   *
   * @throws RefusedException {@code invalid-value}
   */
  public void requireLanguage(String language, String at) {
    if (!languages.contains(language)) {
      throw refused(new BadValue(at + "language", "is not a code of languages.csv"));
    }
  }

  private void checkTimeAndLanguage(String language, Instant deviceTime, Instant now, String at) {
    if (deviceTime.isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw refused(new BadValue(at + "deviceTime", "is in the future; check the device's clock"));
    }
    requireLanguage(language, at);
  }

  private static void checkGuardian(CaseForConsent about, Caller caller, String at) {
    if (!about.child()) {
      throw refused(new RuleBroken(at + "saidBy", "a guardian speaks only for a child"));
    }
    if (about.guardian() == null) {
      throw refused(
          RuleBroken.rule(
              "guardian-not-named",
              at + "saidBy",
              "no guardian is named for this child; a relative is not one"));
    }
    boolean guardian = caller.has(Roles.GUARD) && caller.isOf(about.guardian());
    if (!guardian && !caller.has(Roles.CASE) && !caller.has(Roles.FRONT)) {
      throw refused(new NotTheGuardian());
    }
  }

  private void checkMethod(RecordConsent asked, CaseForConsent about, String at) {
    Telling told = asked.told();
    String field = at + "method";
    if (told.method() == null) {
      throw refused(new RuleBroken(field, "is needed for a yes or a no", sorted()));
    }
    @Nullable MethodRule method = methods.get(told.method());
    if (method == null) {
      throw refused(new BadValue(field, "is not a code of consent-methods.csv", sorted()));
    }
    boolean guardian = method.code().equals(MethodRule.GUARDIAN);
    if (guardian != (asked.saidBy() == SaidBy.GUARDIAN)) {
      throw refused(
          new RuleBroken(field, MethodRule.GUARDIAN + " is how a guardian answers, and only so"));
    }
    checkChildAlone(asked, about, at);
    if (about.child() && !method.forChildren()) {
      throw refused(new RuleBroken(field, "is not a way in which a child answers"));
    }
    if (!about.child() && method.code().equals(MethodRule.ASSENT)) {
      throw refused(new RuleBroken(field, "is a child's way to answer"));
    }
    if (method.needsWitness() && told.witness() == null) {
      throw refused(new RuleBroken(at + "witness", "is needed for " + method.code()));
    }
    boolean interpreter = told.interpreter() != null && !told.interpreter().equals("NONE");
    if (method.code().equals(MethodRule.INTERPRETED) && !interpreter) {
      throw refused(new RuleBroken(at + "interpreter", "is needed for " + method.code()));
    }
  }

  /** Where the guardian decides, a child's own yes is assent, and is written down as such. */
  private static void checkChildAlone(RecordConsent asked, CaseForConsent about, String at) {
    if (!about.child() || !asked.status().isYes() || asked.saidBy() == SaidBy.GUARDIAN) {
      return;
    }
    boolean decides =
        switch (asked.scope().childRule()) {
          case GUARDIAN -> true;
          case GUARDIAN_AND_ASSENT, GUARDIAN_UNLESS_REFUSED -> about.guardian() == null;
          case ASSENT, NONE_NEEDED -> false;
          case NEVER ->
              throw refused(
                  RuleBroken.rule("not-for-children", at + "scope", "is not asked of children"));
        };
    if (decides && !MethodRule.ASSENT.equals(asked.told().method())) {
      throw refused(
          RuleBroken.rule(
              "guardian-needed",
              at + "method",
              "the guardian decides this for a child; what the child says is its assent",
              List.of(MethodRule.ASSENT)));
    }
  }

  private List<String> sorted() {
    return methods.keySet().stream().sorted().toList();
  }

  /** A no holds for the rest of the meeting; one that was said after an answer is always heard. */
  private static void checkNotAskedTwice(RecordConsent asked, List<ConsentStatement> said) {
    if (!asked.status().isAnswer() && asked.status() != ConsentStatus.ASKED) {
      return;
    }
    for (ConsentStatement statement : said) {
      if (statement instanceof Refused refused
          && refused.holdsFor(
              asked.scope(),
              asked.recipient(),
              asked.saidBy(),
              asked.told().contact(),
              asked.deviceTime())) {
        throw refused(new AskedAlready(asked.scope()));
      }
    }
  }

  /**
   * Checks a withdrawal before it is kept.
   *
   * @throws RefusedException {@code nothing-to-withdraw} when no yes was ever recorded; {@code
   *     invalid-value} when a later yes stands for every recipient it names: a slow clock would
   *     make it take nothing back, and nobody would know. What was said offline and came in before
   *     its yes is then recorded as a no, and ends the same
   */
  public void check(
      Withdraw asked,
      CaseForConsent about,
      Caller caller,
      List<ConsentStatement> said,
      Instant now) {
    checkTimeAndLanguage(asked.told().language(), asked.deviceTime(), now, "");
    if (asked.saidBy() == SaidBy.GUARDIAN) {
      checkGuardian(about, caller, "");
    } else if (about.child() && asked.scope().childRule().isGuardiansAlone()) {
      throw refused(
          new RuleBroken(
              "saidBy", "for a child the guardian takes this back, together with the child"));
    }
    Map<?, Instant> yeses = latestYeses(asked.scope(), asked.recipient(), said);
    requireGiven(asked.scope(), yeses, asked.deviceTime(), true);
  }

  /** When she last said yes to each recipient it is about. */
  private static Map<Optional<OrganizationId>, Instant> latestYeses(
      ConsentScope scope, @Nullable OrganizationId recipient, List<ConsentStatement> said) {
    Map<Optional<OrganizationId>, Instant> latest = new HashMap<>();
    for (ConsentStatement statement : said) {
      if (statement instanceof Given given
          && given.scope() == scope
          && (given.said().recipient() == null || includes(recipient, given.said().recipient()))) {
        latest.merge(
            Optional.ofNullable(given.said().recipient()),
            given.said().at(),
            (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return latest;
  }

  private static void requireGiven(
      ConsentScope scope, Map<?, Instant> yeses, Instant at, boolean withdrawal) {
    if (yeses.isEmpty()) {
      throw refused(new NothingToWithdraw(scope, withdrawal));
    }
    if (yeses.values().stream().allMatch(given -> given.isAfter(at))) {
      throw refused(
          new BadValue(
              "deviceTime",
              "is before the consent was given; check the device's clock"
                  + (withdrawal ? "; a withdrawal is right all the same as CR-REFUSED" : "")));
    }
  }

  private static boolean includes(
      @Nullable OrganizationId towards, @Nullable OrganizationId recipient) {
    return towards == null || towards.equals(recipient);
  }

  private static RefusedException refused(ConsentRefusal refusal) {
    return new RefusedException(refusal);
  }
}
