package org.uputnica.directory.api.hsds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.directory.domain.HsdsObject;

/** What of an entry is for everybody: licences are left out by what they mean. */
class ExtractTest {
  private static final String SEX = "8d376156-22b1-4fbf-8f16-5d5fd91b99f3";
  private static final UUID OURS = UUID.fromString("5a000000-0000-4000-8000-000000000001");
  private static final UUID THEIRS = UUID.fromString("5a000000-0000-4000-8000-000000000002");
  private static final UUID COLOUR = UUID.fromString("5a000000-0000-4000-8000-000000000003");
  private static final Map<UUID, String> KEPT =
      Map.of(
          OURS, "{'id': '%s', 'taxonomy': 'uputnica-intake', 'code': 'LIC-BODY', 'name': 'Office'}",
          THEIRS, "{'id': '%s', 'taxonomy': 'other', 'code': '17', 'name': 'Лиценца за рад'}",
          COLOUR, "{'id': '%s', 'taxonomy': 'other', 'code': '18', 'name': 'Colour of the door'}");

  private static Optional<HsdsObject> kept(UUID id) {
    return Optional.ofNullable(KEPT.get(id))
        .map(it -> new HsdsObject(id, "taxonomy_term", it.formatted(id).replace('\'', '"')));
  }

  private static ObjectNode cut(String json) {
    return new Extract(_ -> true, ExtractTest::kept).of(Document.parse(json.replace('\'', '"')));
  }

  // an attribute | whether everybody has it
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'taxonomy_term_id': '8d376156-22b1-4fbf-8f16-5d5fd91b99f3' | true
          'taxonomy_term_id': '5a000000-0000-4000-8000-000000000001' | false
          'taxonomy_term_id': '5a000000-0000-4000-8000-000000000002' | false
          'taxonomy_term_id': '5a000000-0000-4000-8000-000000000003' | true
          'taxonomy_term_id': '5a000000-0000-4000-8000-000000000009' | false
          'taxonomy_term_id': '8d376156-22b1-4fbf-8f16-5d5fd91b99f3', 'label': 'License no.' | false
          'taxonomy_term': {'id': '5a000000-0000-4000-8000-000000000009', 'taxonomy': 'uputnica-intake', 'code': 'LIC'} | false
          'taxonomy_term': {'id': '8d376156-22b1-4fbf-8f16-5d5fd91b99f3', 'taxonomy': 'uputnica-intake', 'code': 'LIC'} | false
          'taxonomy_term': {'id': '5a000000-0000-4000-8000-000000000009', 'name': 'Broj dozvole'} | false
          'taxonomy_term': {'id': '5a000000-0000-4000-8000-000000000009', 'name': 'Colour'} | true
          'label': 'Leje pune' | false
          'label': 'Opening for pets' | true
          """)
  void anAttribute(String attribute, boolean shown) {
    ObjectNode cut = cut("{'attributes': [{'id': 'x', 'value': '1', " + attribute + "}]}");
    assertThat(cut.path("attributes").size()).isEqualTo(shown ? 1 : 0);
  }

  @Test
  void fieldsOfALicenceAndWhoChangedWhatAreLeftOutAtWhateverDepth() {
    ObjectNode cut =
        cut(
            """
            {'id': '%s', 'licenses': 'canary', 'name': 'House', 'metadata': [{'updated_by': 'canary'}],
             'program': {'license_number': 'canary', 'metadata': [{'previous_value': 'canary'}], 'name': 'Programme'}}
            """
                .formatted(SEX));
    assertThat(cut.toString()).contains("House", "Programme").doesNotContain("canary", "licen");
  }
}
