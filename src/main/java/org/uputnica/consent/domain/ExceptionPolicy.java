package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentRefusal.ApproverElsewhere;
import org.uputnica.consent.domain.ConsentRefusal.ApproverIsAsker;
import org.uputnica.consent.domain.ConsentRefusal.ApproverNotEntitled;
import org.uputnica.consent.domain.ConsentRefusal.BadValue;
import org.uputnica.consent.domain.ConsentRefusal.ExceptionMismatch;
import org.uputnica.consent.domain.ConsentRefusal.NotApprovable;
import org.uputnica.consent.domain.ConsentRefusal.RuleBroken;
import org.uputnica.consent.domain.ConsentRefusal.ToldAlready;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.problem.RefusedException;

/** Who may disclose what without consent, and who must have agreed. Pure. */
public final class ExceptionPolicy {
  private final Map<OverrideReason, ExceptionRule> rules;

  /**
   * @param rules every row of {@code consent-override-reasons.csv}; a reason without a row allows
   *     nothing
   */
  public ExceptionPolicy(Map<OverrideReason, ExceptionRule> rules) {
    this.rules = Map.copyOf(rules);
  }

  /**
   * Makes the act, bounded by its reason.
   *
   * @throws RefusedException {@code rule-broken} for a scope no law opens, for a reason that is not
   *     for this person, or for more items than the reason allows
   */
  public ExceptionAct act(RecordException asked, CaseForConsent about, Caller caller, Instant now) {
    if (asked.deviceTime().isAfter(now.plus(RecordingPolicy.CLOCK_TOLERANCE))) {
      throw refused(new BadValue("deviceTime", "is in the future; check the device's clock"));
    }
    if (!asked.scope().allowsException()) {
      throw refused(
          new RuleBroken("scope", asked.scope().code() + " has no other ground than consent"));
    }
    if (asked.reason() == OverrideReason.CHILD_PROTECTION && !about.child()) {
      throw refused(new RuleBroken("reason", "is for a child"));
    }
    @Nullable ExceptionRule rule = rules.get(asked.reason());
    Set<ItemCategory> allowed = rule == null ? Set.of() : rule.items();
    if (rule == null || !allowed.containsAll(asked.items())) {
      throw refused(
          new RuleBroken(
              "items",
              asked.reason().code() + " does not allow all of them",
              allowed.stream().map(Enum::name).toList()));
    }
    Said said =
        new Said(
            asked.id(),
            about.id(),
            asked.scope(),
            asked.recipient(),
            asked.items(),
            SaidBy.PERSON,
            asked.deviceTime(),
            now,
            caller.organization(),
            caller.user());
    return new ExceptionAct(
        said,
        asked.reason(),
        rule.effective(),
        now.plus(ExceptionAct.APPROVAL_WITHIN),
        now.plus(ExceptionAct.EXPIRES_AFTER));
  }

  /**
   * Demands that this caller may approve this act now.
   *
   * @throws RefusedException {@code approver-is-asker}; {@code not-your-turn} for another
   *     organisation or a role that does not approve for this reason; {@code step-not-open} when it
   *     was approved or has lapsed
   */
  public void requireApprover(
      ExceptionAct act,
      CaseForConsent about,
      Caller caller,
      List<ConsentStatement> said,
      Instant now) {
    if (caller.user().equals(act.said().recorder())) {
      throw refused(new ApproverIsAsker());
    }
    boolean coordinator = caller.has(Roles.COORD) && caller.country().equals(about.country());
    if (!coordinator && !caller.isOf(act.said().organization())) {
      throw refused(new ApproverElsewhere());
    }
    @Nullable ExceptionRule rule = rules.get(act.reason());
    Set<String> approvers = rule == null ? Set.of() : rule.approvers();
    if (caller.roles().stream().noneMatch(approvers::contains)) {
      throw refused(new ApproverNotEntitled(act.reason(), approvers.stream().sorted().toList()));
    }
    if (ConsentPolicy.isApproved(act, said)) {
      throw refused(new NotApprovable("It is approved already"));
    }
    if (!now.isBefore(act.lapses())) {
      throw refused(new NotApprovable("It has lapsed; ask again if it is still needed"));
    }
  }

  /**
   * Makes the note that the person was told, or why not yet.
   *
   * @throws RefusedException {@code step-not-open} when she was told already; {@code rule-broken}
   *     without what makes it a telling, or without the reason; {@code invalid-value} for a time
   *     that cannot be
   */
  public static ExceptionTelling telling(
      TellPerson asked,
      ExceptionAct act,
      List<ExceptionTelling> before,
      Caller caller,
      Instant now) {
    if (before.stream().anyMatch(ExceptionTelling::isTold)) {
      throw refused(new ToldAlready());
    }
    if (asked.deviceTime().isAfter(now.plus(RecordingPolicy.CLOCK_TOLERANCE))
        || asked
            .deviceTime()
            .isBefore(act.said().recordedAt().minus(RecordingPolicy.CLOCK_TOLERANCE))) {
      throw refused(new BadValue("deviceTime", "is before the exception or in the future"));
    }
    if (asked.told() == (asked.notYet() != null)) {
      throw refused(
          new RuleBroken(
              "reason",
              "is needed when she was not told, and only then",
              Arrays.stream(ExceptionTelling.NotYet.values()).map(Enum::name).toList()));
    }
    if (asked.told() && (asked.language() == null || asked.contact() == null)) {
      throw refused(
          new RuleBroken(
              asked.language() == null ? "language" : "contact", "is needed when she was told"));
    }
    return new ExceptionTelling(
        asked.id(),
        act.id(),
        asked.notYet(),
        asked.language(),
        asked.interpreter(),
        asked.contact(),
        asked.deviceTime(),
        now,
        caller.organization(),
        caller.user());
  }

  /**
   * Demands that what is sent without consent rests on an exception in force towards its receiver
   * for exactly the reason stated, and that the second person named is one: neither who sends nor
   * who recorded it, and, once it was approved, who approved it. While an exception that acts at
   * once still waits for its approval, the role of the person named is asked when she approves.
   *
   * @param sending scope and receiver
   * @param approver opaque id of the second person
   * @throws RefusedException {@code exception-mismatch}, {@code approver-is-asker}
   */
  public static void requireGround(
      Disclosure sending,
      OverrideReason reason,
      String approver,
      Caller sender,
      List<ConsentStatement> said,
      Instant now) {
    List<ExceptionAct> inForce =
        said.stream()
            .filter(ExceptionAct.class::isInstance)
            .map(ExceptionAct.class::cast)
            .filter(act -> act.said().caseId().equals(sending.caseId()))
            .filter(act -> sending.scopes().contains(act.scope()))
            .filter(act -> sending.recipient().equals(act.said().recipient()))
            .filter(act -> ConsentPolicy.isInForce(act, said, sending.child(), now))
            .toList();
    List<ExceptionAct> stated = inForce.stream().filter(act -> act.reason() == reason).toList();
    if (stated.isEmpty()) {
      throw refused(
          new ExceptionMismatch(
              "inputs.override-reason",
              "is not the reason of the exception in force for this receiver",
              inForce.stream().map(act -> act.reason().code()).distinct().sorted().toList()));
    }
    if (approver.equals(sender.user())
        || stated.stream().allMatch(act -> approver.equals(act.said().recorder()))) {
      throw refused(new ApproverIsAsker());
    }
    boolean second =
        stated.stream()
            .filter(act -> !approver.equals(act.said().recorder()))
            .anyMatch(act -> ConsentPolicy.approver(act, said).map(approver::equals).orElse(true));
    if (!second) {
      throw refused(
          new ExceptionMismatch(
              "inputs.approver", "is not the person who approved the exception", List.of()));
    }
  }

  private static RefusedException refused(ConsentRefusal refusal) {
    return new RefusedException(refusal);
  }
}
