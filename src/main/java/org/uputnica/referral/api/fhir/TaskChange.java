package org.uputnica.referral.api.fhir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.FhirCodeableConceptDto;
import org.uputnica.contract.model.FhirCodingDto;
import org.uputnica.contract.model.FhirParameterDto;
import org.uputnica.contract.model.FhirTaskDto;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.referral.ReferralView;

/** A Task that a system sends back, read as the step of the procedure it asks for. */
final class TaskChange {
  /** What the service says: it comes back as it was read, or not at all. */
  private static final Map<String, Function<FhirTaskDto, @Nullable Object>> KEPT = kept();

  private TaskChange() {}

  /**
   * The step.
   *
   * @param seen the referral as it stands
   * @throws RefusedException {@code stale-revision}; {@code invalid-value} for what is not the
   *     system's to say and for what the step could not take; what {@link ClosedLoop#to} refuses
   */
  static TakeStep read(ReferralView seen, FhirTaskDto sent, Revision expected) {
    expected.require(seen.track().revision());
    FhirTaskDto known = FhirReferral.task(seen);
    requireKept(known, sent);
    ClosedLoop.Move move =
        ClosedLoop.of(seen.track().snapshot().state().value()).to(sent.getStatus(), where(sent));
    return new TakeStep(
        seen.referral().id(),
        StepCode.of(move.step()),
        inputs(known, sent),
        SaidBy.ACTOR,
        null,
        expected);
  }

  private static Map<String, Function<FhirTaskDto, @Nullable Object>> kept() {
    Map<String, Function<FhirTaskDto, @Nullable Object>> kept = new LinkedHashMap<>();
    kept.put("id", FhirTaskDto::getId);
    kept.put("meta", FhirTaskDto::getMeta);
    kept.put("intent", FhirTaskDto::getIntent);
    kept.put("priority", FhirTaskDto::getPriority);
    kept.put("code", FhirTaskDto::getCode);
    kept.put("focus", FhirTaskDto::getFocus);
    kept.put("for", FhirTaskDto::getFor);
    kept.put("authoredOn", FhirTaskDto::getAuthoredOn);
    kept.put("requester", FhirTaskDto::getRequester);
    kept.put("owner", FhirTaskDto::getOwner);
    kept.put("restriction", FhirTaskDto::getRestriction);
    kept.put("input", FhirTaskDto::getInput);
    return kept;
  }

  private static void requireKept(FhirTaskDto known, FhirTaskDto sent) {
    List<FieldProblem> changed = new ArrayList<>();
    KEPT.forEach((element, value) -> {
      Object given = value.apply(sent);
      if (isSaid(given) && !Objects.equals(given, value.apply(known))) {
        changed.add(FieldProblem.at(element, "comes back as it was read, or is left out"));
      }
    });
    if (!changed.isEmpty()) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "An update says where the referral is to stand, and nothing else",
          changed.toArray(FieldProblem[]::new));
    }
  }

  private static boolean isSaid(@Nullable Object given) {
    return given instanceof Collection<?> list ? !list.isEmpty() : given != null;
  }

  private static @Nullable String where(FhirTaskDto sent) {
    FhirCodeableConceptDto concept = sent.getBusinessStatus();
    if (concept == null) {
      return null;
    }
    FhirCodingDto coding = concept.getCoding().getFirst();
    if (!coding.getSystem().equals(Systems.STATES)) {
      throw refused("businessStatus", "is of another system", List.of(Systems.STATES));
    }
    return coding.getCode();
  }

  private static Map<String, String> inputs(FhirTaskDto known, FhirTaskDto sent) {
    Map<String, String> inputs = new LinkedHashMap<>();
    FhirCodeableConceptDto reason = sent.getStatusReason();
    if (reason != null && !reason.equals(known.getStatusReason())) {
      FhirCodingDto coding = reason.getCoding().getFirst();
      StepInput input =
          StepInput.ofReason(coding)
              .orElseThrow(() ->
                  refused(
                      "statusReason",
                      "is of another system",
                      StepInput.reasons().map(StepInput::system).toList()));
      inputs.put(input.input(), coding.getCode());
    }
    List<FhirParameterDto> outputs = sent.getOutput() == null ? List.of() : sent.getOutput();
    for (int at = 0; at < outputs.size(); at++) {
      FhirParameterDto output = outputs.get(at);
      if (!known.getOutput().contains(output)) {
        add(inputs, output, "output[%d]".formatted(at));
      }
    }
    return inputs;
  }

  private static void add(Map<String, String> inputs, FhirParameterDto output, String place) {
    StepInput input =
        StepInput.ofOutput(output.getType().getCoding().getFirst())
            .orElseThrow(() ->
                refused(place + ".type", "is nothing a step asks for", StepInput.outputNames()));
    String text =
        input
            .text(output)
            .orElseThrow(
                () -> refused(place, "has its value elsewhere", List.of(input.element().path())));
    if (inputs.put(input.input(), text) != null) {
      throw refused(place, "is said twice", List.of());
    }
  }

  private static RefusedException refused(String element, String what, List<String> allowed) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "An element is not as docs/fhir.md has it",
        FieldProblem.at(element, what, allowed));
  }
}
