package org.uputnica.referral.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.contract.model.FhirCodeableConceptDto;
import org.uputnica.contract.model.FhirCodingDto;
import org.uputnica.contract.model.FhirIdentifierDto;
import org.uputnica.contract.model.FhirParameterDto;
import org.uputnica.contract.model.FhirReferenceDto;
import org.uputnica.contract.model.FhirTaskDto;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.referral.ReferralView;
import org.uputnica.testing.Fhir;
import org.uputnica.testing.NeutralWords;

/** A referral in every state, held against the base specification; and a Task read back. */
class FhirReferralTest {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
  private static final String BASE = "https://node.example/v1/fhir";
  private static final Revision REVISION = new Revision(Views.REVISION);

  @ParameterizedTest
  @EnumSource
  void everyStatePasses(ClosedLoop row) {
    for (ReferralView view : List.of(Views.full(row.state()), Views.bare(row.state()))) {
      for (Object resource :
          List.of(
              FhirReferral.task(view),
              FhirReferral.serviceRequest(view),
              bundle(new Page<>(List.of(view), "next"), true))) {
        String text = written(resource);
        assertThat(Fhir.wrong(text)).as(text).isEmpty();
        assertThat(NeutralWords.forbidden()).noneMatch(text.toLowerCase(Locale.ROOT)::contains);
        assertThat(text)
            .doesNotContain(
                view.referral().caseCode().value(),
                view.referral().caseId().toString(),
                Views.CODE_WORD,
                Views.EXCEPTION)
            .doesNotContain("[]", "null");
      }
    }
  }

  @Test
  void aPageThatIsEmptyPasses() {
    String text = written(bundle(new Page<>(List.of(), null), false));
    assertThat(Fhir.wrong(text)).isEmpty();
    assertThat(text).doesNotContain("entry", "\"next\"");
  }

  @Test
  void theValidatorSeesWhatIsWrong() {
    FhirTaskDto task = FhirReferral.task(Views.full("RF-SENT"));
    assertThat(Fhir.wrong(written(task.status("perhaps")))).isNotEmpty();
    assertThat(Fhir.wrong(written(task.status("requested").input(List.of())))).isNotEmpty();
  }

  @Test
  void whatTheNodeSaysOfItselfPasses() {
    String text = written(Capabilities.of(BASE));
    assertThat(Fhir.wrong(text)).as(text).isEmpty();
    CapabilityStatement read =
        Fhir.R4.newJsonParser().parseResource(CapabilityStatement.class, text);
    assertThat(
            read.getRestFirstRep().getResourceFirstRep().getSearchParam().stream()
                .map(it -> it.getName()))
        .isSubsetOf(FhirSearch.PARAMETERS);
  }

  @Test
  void bothLinksCarryTheQuestion() {
    JsonNode bundle =
        tree(
            new FhirSearch(BASE, Map.of("status", "requested,received"), JSON)
                .bundle(new Page<>(List.of(Views.full("RF-SENT")), "n w"), "c", true));
    assertThat(bundle.at("/link/0/url").asText())
        .isEqualTo(BASE + "/Task?status=requested%2Creceived&_cursor=c");
    assertThat(bundle.at("/link/1/url").asText())
        .isEqualTo(BASE + "/Task?status=requested%2Creceived&_cursor=n+w");
    assertThat(bundle.at("/entry").findValuesAsText("mode")).containsExactly("match", "include");
    assertThat(bundle.at("/entry").findValuesAsText("fullUrl"))
        .containsExactly(
            BASE + "/Task/" + Views.ID.value(), BASE + "/ServiceRequest/" + Views.ID.value());
  }

  /** As it was read, with another status: the step, and nothing that was only read. */
  @Test
  void aTaskThatWasReadComesBackAsAStep() {
    ReferralView view = Views.full("RF-ACK");
    FhirTaskDto task = again(FhirReferral.task(view));
    task.addOutputItem(output("condition").valueCode("ESCORT"));
    TakeStep wish =
        TaskChange.read(view, task.status("on-hold").businessStatus(state("RF-COND")), REVISION);
    assertThat(wish.step().value()).isEqualTo("T025");
    assertThat(wish.track()).isEqualTo(Views.ID);
    assertThat(wish.expected()).isEqualTo(REVISION);
    assertThat(wish.inputs()).isEqualTo(Map.of("condition", "ESCORT"));
  }

  @Test
  void theLeastIsEnough() {
    FhirTaskDto task = least("rejected").output(null);
    task.statusReason(concept(Systems.DECLINE_REASONS, "DC-FULL"));
    UUID other = new UUID(7, 7);
    task.addOutputItem(output("alternative").valueReference(reference("urn:uuid:" + other)));
    TakeStep wish = TaskChange.read(Views.bare("RF-ACK"), task, REVISION);
    assertThat(wish.step().value()).isEqualTo("T026");
    assertThat(wish.inputs())
        .isEqualTo(Map.of("decline-reason", "DC-FULL", "alternative", other.toString()));
  }

  @Test
  void everyValueIsReadAsTheProcedureTakesIt() {
    FhirTaskDto task = least("accepted").businessStatus(state("RF-ACC"));
    task.addOutputItem(output("reception-date").valueDate(Views.DAY));
    task.addOutputItem(output("arrived-at").valueInstant(Views.SENT_AT));
    task.addOutputItem(output("person-recognised").valueBoolean(true));
    task.addOutputItem(output("vehicle").valueCode("AMBULANCE"));
    assertThat(TaskChange.read(Views.bare("RF-ACK"), task, REVISION).inputs())
        .isEqualTo(
            Map.of(
                "reception-date",
                Views.DAY.toString(),
                "arrived-at",
                Views.SENT_AT.toString(),
                "person-recognised",
                "true",
                "vehicle",
                "AMBULANCE"));
  }

  @Test
  void anotherRevisionIsStale() {
    refused(ProblemType.STALE_REVISION, null, least("accepted"), new Revision(1));
  }

  @Test
  void whatTheServiceSaysIsNotChanged() {
    Stream.<Map.Entry<String, Consumer<FhirTaskDto>>>of(
            Map.entry("id", it -> it.id(new UUID(9, 9))),
            Map.entry("meta", it -> it.getMeta().versionId("1")),
            Map.entry("intent", it -> it.intent("plan")),
            Map.entry("priority", it -> it.priority("stat")),
            Map.entry("code", it -> it.code(concept(Systems.TASK_CODES, "approve"))),
            Map.entry("focus", it -> it.focus(new FhirReferenceDto().reference("Task/1"))),
            Map.entry("for", it -> it.getFor().display("somebody")),
            Map.entry("authoredOn", it -> it.authoredOn(Views.SENT_AT.plusSeconds(1))),
            Map.entry("requester", it -> it.getRequester().display("another")),
            Map.entry("owner", it -> it.owner(it.getRequester())),
            Map.entry("restriction", it -> it.getRestriction().getPeriod().end(Views.SENT_AT)),
            Map.entry("input", it -> it.getInput().removeFirst()))
        .forEach(change -> {
          FhirTaskDto task = again(FhirReferral.task(Views.full("RF-SENT"))).status("received");
          change.getValue().accept(task);
          refused("RF-SENT", ProblemType.INVALID_VALUE, change.getKey(), task, REVISION);
        });
  }

  @Test
  void whatNoStepTakesIsRefused() {
    refused(
        ProblemType.INVALID_VALUE,
        "statusReason",
        least("rejected").statusReason(concept(Systems.STATES, "DC-FULL")),
        REVISION);
    refused(
        ProblemType.INVALID_VALUE,
        "businessStatus",
        least("accepted").businessStatus(concept(Systems.INPUTS, "RF-ACC")),
        REVISION);
    outputRefused("output[0].type", output("priority").valueCode("URGENT"));
    outputRefused("output[0].type", output("decline-reason").valueCode("DC-FULL"));
    outputRefused(
        "output[0].type",
        new FhirParameterDto()
            .type(concept(Systems.REFERRALS, "identity-open"))
            .valueBoolean(false));
    outputRefused("output[0]", output("reception-date").valueCode("2026-12-24"));
    outputRefused("output[0]", output("reception-date"));
    outputRefused("output[0]", output("reception-date").valueDate(Views.DAY).valueCode("X"));
    outputRefused("output[0]", output("contact").valueReference(new FhirReferenceDto()));
    outputRefused("output[0]", output("contact").valueReference(reference("urn:uuid:me")));
    outputRefused("output[0]", output("contact").valueReference(reference("http://me")));
    FhirTaskDto twice = least("accepted");
    twice.addOutputItem(output("reception-date").valueDate(Views.DAY.plusDays(2)));
    twice.addOutputItem(output("reception-date").valueDate(Views.DAY.plusDays(1)));
    refused(ProblemType.INVALID_VALUE, "output[1]", twice, REVISION);
  }

  private static void outputRefused(String field, FhirParameterDto output) {
    FhirTaskDto task = least("accepted");
    task.addOutputItem(output);
    refused(ProblemType.INVALID_VALUE, field, task, REVISION);
  }

  private static void refused(
      ProblemType type, @Nullable String field, FhirTaskDto task, Revision seen) {
    refused("RF-ACK", type, field, task, seen);
  }

  private static void refused(
      String state, ProblemType type, @Nullable String field, FhirTaskDto task, Revision seen) {
    ReferralView view = field == null ? Views.bare(state) : Views.full(state);
    assertThatThrownBy(() -> TaskChange.read(view, task, seen))
        .isInstanceOfSatisfying(
            RefusedException.class,
            no -> {
              assertThat(no.refusal().type()).isEqualTo(type);
              if (field != null) {
                assertThat(no.refusal().errors().getFirst().field()).isEqualTo(field);
              }
            });
  }

  private static FhirTaskDto least(String status) {
    return new FhirTaskDto()
        .resourceType("Task")
        .id(Views.ID.value())
        .status(status)
        .intent("order");
  }

  private static FhirParameterDto output(String name) {
    return new FhirParameterDto().type(concept(Systems.INPUTS, name));
  }

  private static FhirCodeableConceptDto state(String code) {
    return concept(Systems.STATES, code);
  }

  private static FhirReferenceDto reference(String value) {
    return new FhirReferenceDto()
        .identifier(new FhirIdentifierDto().system(Systems.URI).value(value));
  }

  private static FhirCodeableConceptDto concept(String system, String code) {
    return new FhirCodeableConceptDto()
        .coding(List.of(new FhirCodingDto().system(system).code(code)));
  }

  private static Object bundle(Page<ReferralView> page, boolean include) {
    return new FhirSearch(BASE, Map.of("_count", "25"), JSON).bundle(page, null, include);
  }

  private static FhirTaskDto again(FhirTaskDto task) {
    try {
      return JSON.readValue(written(task), FhirTaskDto.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode tree(Object resource) {
    return JSON.valueToTree(resource);
  }

  private static String written(Object resource) {
    try {
      return JSON.writeValueAsString(resource);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
