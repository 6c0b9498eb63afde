package org.uputnica.consent.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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

  /**
   * @param methods rows of {@code consent-methods.csv} by code
   * @param languages codes of {@code languages.csv}
   */
  public RecordingPolicy(Map<String, MethodRule> methods, Set<String> languages) {
    this.methods = Map.copyOf(methods);
    this.languages = Set.copyOf(languages);
  }

  /**
   * Checks a statement before it is kept.
   *
   * @param said everything that was said before
   * @param now server time, UTC
   * @param at path of the statement in the request, such as {@code consents[2].}; empty for the
   *     request itself
   * @throws RefusedException {@code invalid-value}, {@code rule-broken}, {@code asked-already},
   *     {@code forbidden}
   */
  public void check(
      RecordConsent asked,
      CaseForConsent about,
      Caller caller,
      List<ConsentStatement> said,
      Instant now,
      String at) {
    checkTimeAndLanguage(asked.told().language(), asked.deviceTime(), now, at);
    @Nullable Instant expires = asked.expiresAt();
    if (expires != null && !expires.isAfter(asked.deviceTime())) {
      throw refused(new BadValue(at + "expiresAt", "must be after deviceTime"));
    }
    if (asked.status() == ConsentStatus.NOT_ASKED && asked.reason() == null) {
      throw refused(
          new RuleBroken(
              at + "reason",
              "is needed when the person was not asked",
              Arrays.stream(NotAskedReason.values()).map(Enum::name).toList()));
    }
    if (asked.reason() == NotAskedReason.TOO_YOUNG && !about.child()) {
      throw refused(new RuleBroken(at + "reason", "is said of a child only"));
    }
    if (asked.status().isYes() && asked.scope().needsRecipient() && asked.recipient() == null) {
      throw refused(
          new RuleBroken(
              at + "recipient",
              "is needed: a yes to " + asked.scope().code() + " is to one organisation"));
    }
    if (asked.saidBy() == SaidBy.GUARDIAN) {
      checkGuardian(about, caller, at);
    }
    if (asked.status().isAnswer()) {
      checkMethod(asked, about, at);
    }
    checkNotAskedTwice(asked, said);
  }

  private void checkTimeAndLanguage(String language, Instant deviceTime, Instant now, String at) {
    if (deviceTime.isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw refused(new BadValue(at + "deviceTime", "is in the future; check the device's clock"));
    }
    if (!languages.contains(language)) {
      throw refused(new BadValue(at + "language", "is not a code of languages.csv"));
    }
  }

  private static void checkGuardian(CaseForConsent about, Caller caller, String at) {
    if (!about.child()) {
      throw refused(new RuleBroken(at + "saidBy", "a guardian speaks only for a child"));
    }
    if (about.guardian() == null) {
      throw refused(
          new RuleBroken(
              at + "saidBy", "no guardian is named for this child; a relative is not one"));
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

  private List<String> sorted() {
    return methods.keySet().stream().sorted().toList();
  }

  /**
   * A no holds for the rest of the meeting: neither asked nor answered again by the same speaker
   * (domain reference 3.7). A no that was said after an answer is always heard.
   */
  private static void checkNotAskedTwice(RecordConsent asked, List<ConsentStatement> said) {
    if (!asked.status().isAnswer() && asked.status() != ConsentStatus.ASKED) {
      return;
    }
    for (ConsentStatement statement : said) {
      if (statement instanceof Refused refused
          && statement.scope() == asked.scope()
          && refused.told().contact().equals(asked.told().contact())
          && refused.said().saidBy() == asked.saidBy()
          && includes(refused.said().recipient(), asked.recipient())
          && !asked.deviceTime().isBefore(refused.said().deviceTime())) {
        throw refused(new AskedAlready(asked.scope()));
      }
    }
  }

  /**
   * Checks a withdrawal before it is kept.
   *
   * @throws RefusedException {@code nothing-to-withdraw} when no yes was ever recorded; {@code
   *     invalid-value} when a later yes stands for every recipient it names: a slow clock would
   *     make it take nothing back, and nobody would know
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
    } else if (about.child() && isGuardiansAlone(asked.scope())) {
      throw refused(
          new RuleBroken(
              "saidBy", "for a child the guardian takes this back, together with the child"));
    }
    Map<Optional<OrganizationId>, Instant> latest = new HashMap<>();
    for (ConsentStatement statement : said) {
      if (statement instanceof Given given && isTakenBack(given, asked)) {
        latest.merge(
            Optional.ofNullable(given.said().recipient()),
            given.said().at(),
            (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    if (latest.isEmpty()) {
      throw refused(new NothingToWithdraw(asked.scope()));
    }
    if (latest.values().stream().allMatch(at -> at.isAfter(asked.deviceTime()))) {
      throw refused(
          new BadValue("deviceTime", "is before the consent was given; check the device's clock"));
    }
  }

  private static boolean isTakenBack(Given given, Withdraw asked) {
    return given.scope() == asked.scope()
        && (given.said().recipient() == null
            || includes(asked.recipient(), given.said().recipient()));
  }

  private static boolean isGuardiansAlone(ConsentScope scope) {
    return scope.childRule() == ChildRule.GUARDIAN || scope.childRule() == ChildRule.NONE_NEEDED;
  }

  private static boolean includes(
      @Nullable OrganizationId towards, @Nullable OrganizationId recipient) {
    return towards == null || towards.equals(recipient);
  }

  private static RefusedException refused(ConsentRefusal refusal) {
    return new RefusedException(refusal);
  }
}
