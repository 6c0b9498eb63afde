package org.uputnica.consent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.consent.ConsentRecord;
import org.uputnica.consent.Records;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ConsentStatus;
import org.uputnica.consent.domain.Statements;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.testing.NeutralWords;

/** Every statement as a record and a receipt of ISO/IEC TS 27560, against the shape of one. */
class LinkedRecordTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SHAPE = shape();

  private static JsonSchema shape() {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(
              Files.readString(
                  Path.of("src/test/resources/reference/consent-record-27560.schema.json")),
              SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<ConsentRecord> records() {
    return Records.all();
  }

  @ParameterizedTest
  @MethodSource("records")
  void itHasTheShape(ConsentRecord record) {
    List<String> roots = NeutralWords.forbidden();
    for (LinkedRecord.Form form : LinkedRecord.Form.values()) {
      JsonNode document = document(record, form);
      assertThat(SHAPE.validate(document)).isEmpty();
      assertThat(roots).noneMatch(document.toString().toLowerCase(Locale.ROOT)::contains);
      assertThat(document.toString()).doesNotContain("RR-", "NO_TRUST", "FEAR");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dct:conformsTo",
        "/dpv:hasIdentifier",
        "/dpv:hasDataSubject",
        "/dpv:hasNotice",
        "/dct:language",
        "/dpv:hasProcess/0/dpv:hasPurpose",
        "/dpv:hasProcess/0/dpv:hasPersonalData",
        "/dpv:hasProcess/0/dpv:hasDataController",
        "/dpv:hasProcess/0/dpv:hasStorageCondition",
        "/dpv:hasProcess/0/dpv:hasJurisdiction",
        "/dpv:hasProcess/0/dpv:hasRecipient",
        "/dpv:hasProcess/0/dpv:hasConsentControl",
        "/dpv:hasProcess/0/dpv:hasConsentStatus/0/dpv:isIndicatedAtTime",
        "/dpv:hasProcess/0/dpv:hasConsentStatus/0/dpv:hasDuration"
      })
  void aFieldThatMustBeThereIsMissed(String pointer) {
    JsonNode document = document(Records.all().findFirst().orElseThrow(), LinkedRecord.Form.RECORD);
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) document.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
    assertThat(SHAPE.validate(document)).isNotEmpty();
  }

  @Test
  void theStatesAreThoseOfTheCodeList() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("src/main/resources/codelists/consent-statuses.csv"));
    for (ConsentStatus status : ConsentStatus.values()) {
      if (status == ConsentStatus.OVERRIDDEN) {
        assertThatThrownBy(() -> LinkedRecord.state(status))
            .isInstanceOf(IllegalArgumentException.class);
      } else {
        assertThat(rows)
            .anyMatch(row ->
                row.startsWith(status.code() + ",") && row.contains(LinkedRecord.state(status)));
      }
    }
  }

  @Test
  void aYesWhoseTimeIsOverHasExpired() {
    Spoken yes =
        (Spoken)
            Statements.given(ConsentScope.STORAGE)
                .to(Statements.SHELTER)
                .until(Statements.MONDAY.plusSeconds(60))
                .at(Statements.MONDAY);
    JsonNode events =
        document(Records.of(yes, false), LinkedRecord.Form.RECEIPT)
            .at("/dpv:hasProcess/0/dpv:hasConsentStatus");
    assertThat(events.findValuesAsText("skos:notation")).containsExactly("CR-GIVEN", "CR-EXPIRED");
  }

  @Test
  void thatSomethingProvesItIsSaidAndNothingElseOfIt() {
    Spoken yes = (Spoken) Statements.given(ConsentScope.STORAGE).at(Statements.MONDAY);
    for (LinkedRecord.Form form : LinkedRecord.Form.values()) {
      JsonNode proved = document(Records.proved(yes), form);
      assertThat(SHAPE.validate(proved)).isEmpty();
      assertThat(proved.findValues("dct:provenance"))
          .singleElement()
          .hasToString("{\"@type\":[\"dct:ProvenanceStatement\"]}");
      assertThat(document(Records.of(yes, true), form).findValues("dct:provenance")).isEmpty();
    }
  }

  @Test
  void theReceiptNamesNoOfficeThatThePaperDoesNotName() {
    for (ConsentRecord record : Records.all().toList()) {
      boolean told = document(record, LinkedRecord.Form.RECEIPT).toString().contains("Breza");
      assertThat(told)
          .as(record.statement().scope().code())
          .isEqualTo(
              !List.of("CS-NRM", "CS-POL", "CS-MIG", "CS-ASY", "CS-CONS")
                  .contains(record.statement().scope().code()));
      assertThat(document(record, LinkedRecord.Form.RECORD).toString()).contains("Breza");
    }
  }

  @Test
  void recordAndReceiptSayWhatTheyAre() {
    ConsentRecord record = Records.all().findFirst().orElseThrow();
    assertThat(document(record, LinkedRecord.Form.RECORD).path("dct:conformsTo").asText())
        .isEqualTo("dpv-27560:record");
    assertThat(document(record, LinkedRecord.Form.RECEIPT).path("dct:conformsTo").asText())
        .isEqualTo("dpv-27560:receipt-record");
    assertThatThrownBy(() -> LinkedRecord.Form.of("BOTH")).isInstanceOf(RefusedException.class);
  }

  private static JsonNode document(ConsentRecord record, LinkedRecord.Form form) {
    return JSON.valueToTree(LinkedRecord.of(record, form));
  }
}
