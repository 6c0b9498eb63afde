package org.uputnica.referral.api.fhir;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.FhirCodingDto;
import org.uputnica.contract.model.FhirIdentifierDto;
import org.uputnica.contract.model.FhirParameterDto;
import org.uputnica.contract.model.FhirReferenceDto;

/**
 * What the steps of {@link ClosedLoop} ask for, and the element of a Task that carries it. Words
 * never travel: what the procedure keeps as a sealed note is its id here too.
 */
enum StepInput {
  DECLINE_REASON("decline-reason", Element.STATUS_REASON),
  WITHDRAWAL_REASON("withdrawal-reason", Element.STATUS_REASON),
  QUESTION("question", Element.REFERENCE),
  ANSWER("answer", Element.REFERENCE),
  RECEPTION_DATE("reception-date", Element.DATE),
  CONTACT("contact", Element.REFERENCE),
  CONDITION("condition", Element.CODE),
  CONDITION_MET_BY("condition-met-by", Element.CODE),
  ALTERNATIVE("alternative", Element.REFERENCE),
  NO_ALTERNATIVE_KNOWN("no-alternative-known", Element.BOOLEAN),
  COMPANION("companion", Element.CODE),
  VEHICLE("vehicle", Element.CODE),
  ROUTE("route", Element.REFERENCE),
  ARRIVED_AT("arrived-at", Element.INSTANT),
  PERSON_RECOGNISED("person-recognised", Element.BOOLEAN),
  LAST_CONTACT("last-contact", Element.INSTANT),
  INTAKE_WORKER("intake-worker", Element.REFERENCE),
  HOUSE_RULES_EXPLAINED("house-rules-explained", Element.BOOLEAN),
  FREE_TO_LEAVE("free-to-leave", Element.BOOLEAN),
  RESTRICTION_GROUND("restriction-ground", Element.REFERENCE),
  RESTRICTION_REVIEWER("restriction-reviewer", Element.REFERENCE),
  RESTRICTION_ENDS("restriction-ends", Element.DATE),
  SERVICE_OUTCOME("service-outcome", Element.CODE);

  private final String input;
  private final Element element;

  StepInput(String input, Element element) {
    this.input = input;
    this.element = element;
  }

  /** Where a value stands. */
  enum Element {
    STATUS_REASON("statusReason", _ -> null),
    BOOLEAN("output.valueBoolean", FhirParameterDto::getValueBoolean),
    CODE("output.valueCode", FhirParameterDto::getValueCode),
    DATE("output.valueDate", FhirParameterDto::getValueDate),
    INSTANT("output.valueInstant", FhirParameterDto::getValueInstant),
    REFERENCE("output.valueReference", it -> id(it.getValueReference()));

    private final String path;
    private final Function<FhirParameterDto, @Nullable Object> value;

    Element(String path, Function<FhirParameterDto, @Nullable Object> value) {
      this.path = path;
      this.value = value;
    }

    /** Path within the Task. */
    String path() {
      return path;
    }
  }

  /** Name of the input in the procedure; code of {@code Task.output.type}. */
  String input() {
    return input;
  }

  Element element() {
    return element;
  }

  /** Of its codes, where it is a reason. */
  String system() {
    return switch (this) {
      case DECLINE_REASON -> Systems.DECLINE_REASONS;
      case WITHDRAWAL_REASON -> Systems.WITHDRAWAL_REASONS;
      default -> Systems.INPUTS;
    };
  }

  /** The reason this code is of, known by its system. */
  static Optional<StepInput> ofReason(FhirCodingDto coding) {
    return reasons().filter(it -> it.system().equals(coding.getSystem())).findFirst();
  }

  /** The input a type of output names. */
  static Optional<StepInput> ofOutput(FhirCodingDto type) {
    return outputs()
        .filter(it -> type.getSystem().equals(Systems.INPUTS))
        .filter(it -> it.input.equals(type.getCode()))
        .findFirst();
  }

  static Stream<StepInput> reasons() {
    return Arrays.stream(values()).filter(it -> it.element == Element.STATUS_REASON);
  }

  static Stream<StepInput> outputs() {
    return Arrays.stream(values()).filter(it -> it.element != Element.STATUS_REASON);
  }

  /** The value as a step takes it; empty when it stands in another element, or in two. */
  Optional<String> text(FhirParameterDto output) {
    long values =
        Stream.of(
                output.getValueBoolean(),
                output.getValueCode(),
                output.getValueDate(),
                output.getValueInstant(),
                output.getValueInteger(),
                output.getValueReference())
            .filter(Objects::nonNull)
            .count();
    return values == 1
        ? Optional.ofNullable(element.value.apply(output)).map(Object::toString)
        : Optional.empty();
  }

  /** The id in a logical reference; null for any other one. */
  private static @Nullable UUID id(@Nullable FhirReferenceDto reference) {
    if (reference == null || reference.getIdentifier() == null) {
      return null;
    }
    FhirIdentifierDto identifier = reference.getIdentifier();
    if (!identifier.getSystem().equals(Systems.URI)
        || !identifier.getValue().startsWith(Systems.UUID)) {
      return null;
    }
    try {
      return UUID.fromString(identifier.getValue().substring(Systems.UUID.length()));
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }

  /** Names of the inputs that travel in an output. */
  static List<String> outputNames() {
    return outputs().map(StepInput::input).toList();
  }
}
