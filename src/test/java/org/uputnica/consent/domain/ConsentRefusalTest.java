package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.uputnica.consent.domain.ConsentScope.REFERRAL;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.consent.domain.ConsentRefusal.ApproverElsewhere;
import org.uputnica.consent.domain.ConsentRefusal.ApproverIsAsker;
import org.uputnica.consent.domain.ConsentRefusal.ApproverNotEntitled;
import org.uputnica.consent.domain.ConsentRefusal.AskedAlready;
import org.uputnica.consent.domain.ConsentRefusal.BadValue;
import org.uputnica.consent.domain.ConsentRefusal.ConditionBinds;
import org.uputnica.consent.domain.ConsentRefusal.ConsentMissing;
import org.uputnica.consent.domain.ConsentRefusal.ExceptionMismatch;
import org.uputnica.consent.domain.ConsentRefusal.NotApprovable;
import org.uputnica.consent.domain.ConsentRefusal.NotTheGuardian;
import org.uputnica.consent.domain.ConsentRefusal.NothingToWithdraw;
import org.uputnica.consent.domain.ConsentRefusal.RuleBroken;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;

/** What somebody is told who gets a no: which kind, in one sentence, and where it is. */
class ConsentRefusalTest {
  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(
            new BadValue("language", "is not a code", List.of("sq")),
            ProblemType.INVALID_VALUE,
            "is not a code",
            List.of(FieldProblem.at("language", "is not a code", List.of("sq")))),
        arguments(
            new RuleBroken("method", "is needed", List.of("CM-INTP")),
            ProblemType.RULE_BROKEN,
            "is needed",
            List.of(FieldProblem.at("method", "is needed", List.of("CM-INTP")))),
        arguments(
            new AskedAlready(REFERRAL),
            ProblemType.ASKED_ALREADY,
            "may be asked again in another meeting",
            List.of(FieldProblem.about("CS-REF-SVC", "was refused in this meeting"))),
        arguments(
            new NothingToWithdraw(REFERRAL, false),
            ProblemType.NOTHING_TO_WITHDRAW,
            "Consent for CS-REF-SVC was never given to this recipient",
            List.of(FieldProblem.about("CS-REF-SVC", "was never given"))),
        arguments(
            new NothingToWithdraw(REFERRAL, true),
            ProblemType.NOTHING_TO_WITHDRAW,
            "record it as CR-REFUSED with the same deviceTime",
            List.of(
                new FieldProblem(null, "CS-REF-SVC", "was never given", List.of("CR-REFUSED")))),
        arguments(
            new NotTheGuardian(),
            ProblemType.FORBIDDEN,
            "named guardian",
            List.of(FieldProblem.about("not-the-guardian", "speaks for no child here"))),
        arguments(
            new ConsentMissing(
                REFERRAL,
                DenyReason.ITEMS_NOT_COVERED,
                Set.of(ItemCategory.NARRATIVE, ItemCategory.HEALTH)),
            ProblemType.CONSENT_MISSING,
            "Consent for CS-REF-SVC does not cover everything that was asked for",
            List.of(
                FieldProblem.about(
                    "CS-REF-SVC",
                    "Consent for CS-REF-SVC does not cover everything that was asked for"),
                FieldProblem.about("HEALTH", "was not agreed to"),
                FieldProblem.about("NARRATIVE", "was not agreed to"))),
        arguments(
            new ApproverIsAsker(), ProblemType.APPROVER_IS_ASKER, "cannot approve it", List.of()),
        arguments(
            new ApproverElsewhere(),
            ProblemType.NOT_YOUR_TURN,
            "A colleague of the same organisation or the coordinator approves",
            List.of()),
        arguments(
            new ApproverNotEntitled(OverrideReason.COURT_ORDER, List.of("R-COORD")),
            ProblemType.NOT_YOUR_TURN,
            "For OV-COURT another office approves",
            List.of(
                new FieldProblem(
                    null, "OV-COURT", "is approved by one of these roles", List.of("R-COORD")))),
        arguments(
            new ExceptionMismatch("inputs.approver", "is not the one", List.of("OV-COURT")),
            ProblemType.EXCEPTION_MISMATCH,
            "Name the reason and the approver",
            List.of(FieldProblem.at("inputs.approver", "is not the one", List.of("OV-COURT")))),
        arguments(
            new ConditionBinds(List.of(Condition.NOT_TO_POLICE)),
            ProblemType.CONDITION_BINDS,
            "only the country that sent them can lift it",
            List.of(FieldProblem.about("NOT_TO_POLICE", "keeps this receiver out"))),
        arguments(
            new NotApprovable("It has lapsed"),
            ProblemType.STEP_NOT_OPEN,
            "It has lapsed",
            List.of()));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aNoSaysWhichKindItIsInOneSentenceAndWhere(
      ConsentRefusal refusal, ProblemType type, String words, List<FieldProblem> errors) {
    assertThat(refusal.type()).isEqualTo(type);
    assertThat(refusal.detail()).contains(words);
    assertThat(refusal.errors()).isEqualTo(errors);
  }
}
