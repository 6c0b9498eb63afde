package org.uputnica.referral.api.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.FhirCodeableConceptDto;
import org.uputnica.contract.model.FhirCodingDto;
import org.uputnica.contract.model.FhirIdentifierDto;
import org.uputnica.contract.model.FhirMetaDto;
import org.uputnica.contract.model.FhirParameterDto;
import org.uputnica.contract.model.FhirPeriodDto;
import org.uputnica.contract.model.FhirReferenceDto;
import org.uputnica.contract.model.FhirRestrictionDto;
import org.uputnica.contract.model.FhirServiceRequestDto;
import org.uputnica.contract.model.FhirTaskDto;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.referral.ReferralView;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Priority;
import org.uputnica.referral.domain.Referral;

/**
 * A referral as Task and ServiceRequest of HL7 FHIR R4 (4.0.1). Both have the id of the referral.
 * They say less than the referral itself: no number of the case, no code word, no ground; and of
 * the person nothing but her needs. Whoever is meant by {@code for} and {@code subject} is the
 * person this referral is about, and is called by its id.
 */
final class FhirReferral {
  static final String SERVICE_REQUEST = "ServiceRequest";
  static final String TASK = "Task";

  private FhirReferral() {}

  static FhirTaskDto task(ReferralView view) {
    Referral referral = view.referral();
    String state = view.track().snapshot().state().value();
    UUID id = referral.id().value();
    return new FhirTaskDto()
        .resourceType(TASK)
        .id(id)
        .meta(meta(view))
        .status(ClosedLoop.of(state).status())
        .statusReason(
            referral.answer().declineReason() == null
                ? null
                : concept(Systems.DECLINE_REASONS, referral.answer().declineReason()))
        .businessStatus(concept(Systems.STATES, state))
        .intent("order")
        .priority(priority(referral.priority()))
        .code(concept(Systems.TASK_CODES, "fulfill"))
        .focus(new FhirReferenceDto().reference(SERVICE_REQUEST + '/' + id))
        ._for(person(id))
        .authoredOn(referral.sentAt())
        .requester(logical("Organization", referral.sender().value(), view.names().sender()))
        .owner(logical("Organization", referral.receiver().value(), view.names().receiver()))
        .restriction(
            view.answerBy() == null
                ? null
                : new FhirRestrictionDto().period(new FhirPeriodDto().end(view.answerBy())))
        .input(asked(view))
        .output(answered(view));
  }

  static FhirServiceRequestDto serviceRequest(ReferralView view) {
    Referral referral = view.referral();
    UUID id = referral.id().value();
    List<String> needs = view.needs().needs();
    return new FhirServiceRequestDto()
        .resourceType(SERVICE_REQUEST)
        .id(id)
        .meta(meta(view))
        .status(ClosedLoop.of(view.track().snapshot().state().value()).request())
        .intent("order")
        .priority(priority(referral.priority()))
        .code(concept(Systems.TRACKS, "referral"))
        .orderDetail(
            needs.isEmpty()
                ? null
                : needs.stream().map(it -> concept(Systems.SERVICE_TYPES, it)).toList())
        .subject(person(id))
        .authoredOn(referral.sentAt())
        .requester(logical("Organization", referral.sender().value(), view.names().sender()))
        .performer(
            List.of(
                logical("HealthcareService", referral.service().value(), view.names().service())));
  }

  private static List<FhirParameterDto> asked(ReferralView view) {
    Referral referral = view.referral();
    NeedsEnvelope needs = view.needs();
    List<FhirParameterDto> asked = new ArrayList<>();
    asked.add(need("age-state").valueCode(needs.ageState().name()));
    if (needs.age() != null) {
      asked.add(need("age").valueInteger(needs.age()));
    }
    asked.add(need("placement-sex").valueCode(needs.placementSex()));
    asked.add(need("language").valueCode(needs.language()));
    asked.add(need("interpreter-needed").valueCode(needs.interpreterNeeded().name()));
    UrgentNeeds urgent = needs.urgentNeeds();
    asked.add(need("medical").valueCode(urgent.medical().name()));
    asked.add(need("safety").valueCode(urgent.safety().name()));
    asked.add(need("pregnancy").valueCode(urgent.pregnancy().name()));
    asked.add(need("children-with-the-person").valueCode(urgent.childrenWithThePerson().name()));
    asked.add(need("disability").valueCode(urgent.disability().name()));
    asked.add(need("risk-level").valueCode(needs.riskLevel().name()));
    asked.add(need("accompanying-children").valueInteger(needs.accompanyingChildren()));
    needs.needs().forEach(it -> asked.add(need("need").valueCode(it)));
    referral.items().stream().sorted().forEach(it -> asked.add(need("item").valueCode(it.name())));
    if (view.isAcceptedByHouse() && referral.handover().place() != null) {
      asked.add(need("meeting-place").valueCode(referral.handover().place()));
    }
    return asked;
  }

  private static List<FhirParameterDto> answered(ReferralView view) {
    Referral referral = view.referral();
    List<FhirParameterDto> answered = new ArrayList<>();
    if (view.waitingPlace() != null) {
      answered.add(parameter(Systems.REFERRALS, "waiting-place").valueInteger(view.waitingPlace()));
    }
    if (referral.answer().expectedOn() != null) {
      answered.add(input(StepInput.RECEPTION_DATE).valueDate(referral.answer().expectedOn()));
    }
    if (referral.answer().alternative() != null) {
      answered.add(
          input(StepInput.ALTERNATIVE)
              .valueReference(logical("Organization", referral.answer().alternative(), null)));
    }
    if (referral.answer().outcome() != null) {
      answered.add(input(StepInput.SERVICE_OUTCOME).valueCode(referral.answer().outcome()));
    }
    answered.add(
        parameter(Systems.REFERRALS, "identity-open").valueBoolean(referral.identityOpen()));
    return answered;
  }

  /** Whom it is about: known by the referral, and by nothing else. */
  private static FhirReferenceDto person(UUID referral) {
    return logical("Patient", referral, null);
  }

  private static FhirReferenceDto logical(String type, UUID id, @Nullable String name) {
    return new FhirReferenceDto()
        .type(type)
        .identifier(new FhirIdentifierDto().system(Systems.URI).value(Systems.UUID + id))
        .display(name == null || name.isBlank() ? null : name);
  }

  private static FhirMetaDto meta(ReferralView view) {
    return new FhirMetaDto().versionId(Long.toString(view.track().revision()));
  }

  /** An answer within 24 hours, 72 hours, two weeks. */
  private static String priority(Priority priority) {
    return switch (priority) {
      case EMERGENCY -> "asap";
      case URGENT -> "urgent";
      case NORMAL -> "routine";
    };
  }

  private static FhirParameterDto need(String name) {
    return parameter(Systems.NEEDS, name);
  }

  private static FhirParameterDto input(StepInput input) {
    return parameter(Systems.INPUTS, input.input());
  }

  private static FhirParameterDto parameter(String system, String code) {
    return new FhirParameterDto().type(concept(system, code));
  }

  private static FhirCodeableConceptDto concept(String system, String code) {
    return new FhirCodeableConceptDto()
        .coding(List.of(new FhirCodingDto().system(system).code(code)));
  }
}
