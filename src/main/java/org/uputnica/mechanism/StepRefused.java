package org.uputnica.mechanism;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.InputProblem;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.Reason;
import org.uputnica.mechanism.domain.StepRefusal;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refusal;

/** A step that was not taken, as a problem: the reason as codes, each with a sentence. */
record StepRefused(StepRefusal because) implements Refusal {
  private static final Set<String> CONSENT =
      Set.of("consent-given", "consent-refused", "consent-deferred");
  private static final Set<String> AGREEMENT = Set.of("agreement-not-ended");

  @Override
  public ProblemType type() {
    return switch (because) {
      case StepRefusal.StepNotFromHere _ -> ProblemType.STEP_NOT_OPEN;
      case StepRefusal.NotYourTurn _ -> ProblemType.NOT_YOUR_TURN;
      case StepRefusal.GuardNotMet unmet ->
          unmet.reasons().stream().anyMatch(it -> speaksOf(it, CONSENT))
              ? ProblemType.CONSENT_MISSING
              : unmet.reasons().stream().anyMatch(it -> speaksOf(it, AGREEMENT))
                  ? ProblemType.AGREEMENT_ENDED
                  : ProblemType.GUARD_NOT_MET;
      case StepRefusal.InputInvalid _ -> ProblemType.INVALID_VALUE;
    };
  }

  @Override
  public String detail() {
    return switch (because) {
      case StepRefusal.StepNotFromHere here ->
          "No step %s leaves the state %s".formatted(here.asked(), here.state());
      case StepRefusal.NotYourTurn turn ->
          "%s is taken by %s".formatted(turn.step(), names(turn.performers()));
      case StepRefusal.GuardNotMet unmet ->
          "%s is not open yet; see errors".formatted(unmet.step());
      case StepRefusal.InputInvalid invalid ->
          "The inputs of %s are not as they should be".formatted(invalid.step());
    };
  }

  @Override
  public List<FieldProblem> errors() {
    return switch (because) {
      case StepRefusal.StepNotFromHere here ->
          List.of(
              new FieldProblem(
                  "step",
                  here.asked().value(),
                  "does not leave this state",
                  here.leaving().stream().map(Object::toString).toList()));
      case StepRefusal.NotYourTurn turn ->
          List.of(
              new FieldProblem(
                  null,
                  turn.step().value(),
                  "waits for somebody else",
                  turn.performers().stream().map(Performer::toString).toList()));
      case StepRefusal.GuardNotMet unmet ->
          unmet.reasons().stream().map(StepRefused::unmet).toList();
      case StepRefusal.InputInvalid invalid ->
          invalid.problems().stream().map(StepRefused::input).toList();
    };
  }

  private static boolean speaksOf(Reason reason, Set<String> codes) {
    return codes.contains(reason.code())
        || reason.alternatives().stream().anyMatch(it -> speaksOf(it, codes));
  }

  private static FieldProblem unmet(Reason reason) {
    String code =
        Stream.concat(Stream.of(reason.code()), reason.parameters().stream())
            .reduce((a, b) -> a + ' ' + b)
            .orElse("");
    String who =
        reason.fixableBy().isEmpty()
            ? ""
            : "; " + names(reason.fixableBy()) + " can bring it about";
    String ways =
        reason.alternatives().isEmpty()
            ? ""
            : ": one of "
                + reason.alternatives().stream()
                    .map(StepRefused::unmet)
                    .map(it -> String.valueOf(it.code()))
                    .toList();
    return FieldProblem.about(code, "is not met" + ways + who);
  }

  private static FieldProblem input(InputProblem problem) {
    return FieldProblem.at("inputs." + problem.field(), problem.what().word(), problem.allowed());
  }

  private static String names(List<Performer> performers) {
    return String.join(", ", performers.stream().map(Performer::toString).toList());
  }
}
