package org.uputnica.directory.api.hsds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.directory.domain.Candidate;
import org.uputnica.directory.domain.DirectoryContent;
import org.uputnica.directory.domain.FreePlacesState;
import org.uputnica.directory.domain.Matches;
import org.uputnica.directory.domain.Matching;
import org.uputnica.directory.domain.PlacementNeed;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.CountryCode;

class HsdsReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String seed(String country) throws IOException {
    return Files.readString(Path.of("src/main/resources/directory/" + country + ".json"));
  }

  private static DirectoryContent demo() throws IOException {
    List<HsdsFile> files = new ArrayList<>();
    for (String country : List.of("al", "ba", "me", "mk", "rs", "xk")) {
      files.add(new HsdsFile(country + ".json", seed(country)));
    }
    return HsdsReader.read(files, NOW);
  }

  @Test
  void theDemonstrationHasTheOrganisationsOfTheRealmUnderTheirNames() throws IOException {
    Map<String, String> known = new TreeMap<>();
    demo().organizations().forEach(found -> known.put(found.id().toString(), found.name()));
    Map<String, String> realm = new TreeMap<>();
    for (JsonNode organization :
        JSON.readTree(Path.of("keycloak-realm/uputnica-realm.json").toFile())
            .path("organizations")) {
      realm.put(
          organization.path("attributes").path("uputnica-id").path(0).asText(),
          organization.path("name").asText());
    }
    assertThat(realm).isNotEmpty();
    assertThat(known).containsAllEntriesOf(realm);
  }

  @Test
  void theExampleCountryIsReadAndItsPeopleBelongToIt() throws IOException {
    Path examples = Path.of("docs/mechanisms/examples");
    List<HsdsFile> files =
        List.of(new HsdsFile("bg.json", Files.readString(examples.resolve("directory/bg.json"))));
    Map<String, String> places = new TreeMap<>();
    HsdsReader.read(files, NOW)
        .organizations()
        .forEach(found -> places.put(found.id().toString(), found.country().value()));
    for (JsonNode user :
        JSON.readTree(examples.resolve("accounts/bg.json").toFile()).path("users")) {
      JsonNode attributes = user.path("attributes");
      assertThat(places)
          .containsEntry(
              attributes.at("/uputnica_organization/0").asText(),
              attributes.at("/uputnica_country/0").asText());
    }
  }

  @Test
  void theProfileHasEveryServiceType() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (JsonNode term :
        JSON.readTree(Path.of("src/main/resources/directory/profile.json").toFile())
            .path("taxonomy_terms")) {
      if (term.path("taxonomy").asText().equals("uputnica-service-types")) {
        codes.add(term.path("code").asText());
      }
    }
    assertThat(codes).isEqualTo(new TreeSet<>(new CodeLists().get("service-types").codes()));
  }

  @Test
  void aHouseIsReadWithItsRules() throws IOException {
    ServiceOffer house = service("1e000000-0000-4000-8000-0000000a0401");
    assertThat(house.organizationName()).isEqualTo("House Breza");
    assertThat(house.serviceTypes()).containsExactlyInAnyOrder("ACC-EMG", "ACC-SHL");
    assertThat(house.languages()).containsExactly("cnr", "sr-Latn", "sq", "en");
    assertThat(house.sexes()).containsExactlyInAnyOrder("WOMAN", "OTHER");
    assertThat(house.securityLevel()).isEqualTo("MEDIUM");
    assertThat(house.interpreterAvailable()).isTrue();
    assertThat(house.capacities())
        .singleElement()
        .satisfies(beds -> {
          assertThat(beds.available()).isEqualTo(3);
          assertThat(beds.maximum()).isEqualTo(12);
          assertThat(beds.updated()).isEqualTo(NOW.minus(Duration.ofHours(1)));
        });
  }

  @Test
  void aManAtTheBorderHasOneFreeHouseAndThreeToAsk() throws IOException {
    Matches matches = match("ADULT", "MAN", "MEDIUM");
    assertThat(matches.candidates())
        .extracting(found -> found.offer().name() + " " + found.freePlaces())
        .containsExactly(
            "House Jasen FREE",
            "House Kadulja UNKNOWN",
            "House Lavanda UNKNOWN",
            "House Ruzmarin UNKNOWN");
    assertThat(matches.excluded())
        .extracting(out -> out.offer().name() + " " + out.reasons().getFirst().criterion())
        .containsExactly("House Breza SEX", "House Javor LIC");
  }

  @Test
  void aWomanAtHighRiskHasAGuardedPlaceAndAChildItsHouse() throws IOException {
    Candidate guarded = match("ADULT", "WOMAN", "HIGH").candidates().getFirst();
    assertThat(guarded.offer().name()).isEqualTo("House Breza, guarded wing");
    assertThat(guarded.freePlaces()).isEqualTo(FreePlacesState.FREE);
    assertThat(match("PRESUMED_CHILD", "MAN", "HIGH").candidates())
        .extracting(found -> found.offer().name())
        .containsExactly("Children's house Ljiljan");
  }

  private static Matches match(String ageState, String sex, String risk) throws IOException {
    return Matching.match(
        new PlacementNeed(
            ageState, null, sex, "prs", "YES", 0, risk, null, new CountryCode("ME"), "ACC-EMG"),
        demo().services(),
        NOW);
  }

  private static ServiceOffer service(String id) throws IOException {
    return demo().services().stream()
        .filter(offer -> offer.id().toString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "status": "active"|"status": "open"|al.json at /services/0/status: must be one of active, inactive, defunct, temporarily closed
          "minimum_age": 18|"minimumAge": 18|al.json at /services/0: "minimumAge" is not a field of HSDS service
          "minimum_age": 18|"minimum_age": "18"|al.json at /services/0/minimum_age: must be a number
          "minimum_age": 18|"minimum_age": 18.5|al.json at /services/0/minimum_age: must be a whole number from 0 to 150
          "minimum_age": 18|"minimum_age": 18, "maximum_age": 17|al.json at /services/0/minimum_age: must not be more than maximum_age
          "organization_id": "a1000000-0000-4000-8000-000000000004"|"organization_id": "a1000000-0000-4000-8000-00000000ffff"|al.json at /services/0/organization_id: names no organization of these files
          "a1000000-0000-4000-8000-000000000002"|"a1000000-0000-4000-8000-000000000001"|al.json at /organizations/1/id: is already the id of something else
          "available": 4|"available": 11|al.json at /services/0/capacities/0/available: must not be more than maximum
          "available": 4|"available": -1|al.json at /services/0/capacities/0/available: must be a whole number from 0 to 10000
          "maximum": 10, "updated": "2026-01-05T09:00:00Z"|"maximum": 10, "updated": "yesterday"|al.json at /services/0/capacities/0/updated: must be a date-time
          "value": "contact-point"|"value": "kitchen"|al.json at /organizations/6/attributes/2/value: must be one of first-responder, case-management
          "value": "PT1H"|"value": "an hour"|al.json at /services/0/capacities/0/attributes/0/value: must be an ISO 8601 duration
          "location_type": "virtual", "name": "Durrës"|"location_type": "physical", "name": "Durrës"|al.json at /services/0/service_at_locations/0/location_id: a place to sleep is confidential
          "location_type": "virtual", "name": "Durrës"|"location_type": "virtual", "latitude": 41.3|al.json at /services/0/service_at_locations/0/location_id: a place to sleep is confidential
          "extent": "AL-02"|"extent": "AL\\u000002"|al.json at /services/0/service_areas/0/extent: must not have control characters
          "code": "sq"|"code": "Albanian"|al.json at /organizations/6/phones/0/languages/0/code: must be a language tag (BCP 47)
          "byday": "MO,TU|"byday": "daily,TU|al.json at /organizations/6/locations/0/schedules/0/byday: must be days as MO,TU,WE
          "opens_at": "08:00"|"opens_at": "8"|al.json at /organizations/6/locations/0/schedules/0/opens_at: must be a time as 08:00
          {"organizations"|{"organisations"|al.json: "organisations" is not a list of a directory file
          "name": "House Lisi"|"name": "House Lisi", "name": "House Lisi"|al.json: is not readable JSON at line
          "name": "House Lisi"|"name": ""|must have 1 to 200 characters
          """)
  void whatIsWrongIsNamedWithFileAndPath(String good, String bad, String message)
      throws IOException {
    String compact =
        JSON.readTree(seed("al")).toString().replace("\":", "\": ").replace(",\"", ", \"");
    assertThat(compact).contains(good);
    String spoiled =
        compact.replaceFirst(
            java.util.regex.Pattern.quote(good), java.util.regex.Matcher.quoteReplacement(bad));
    assertThatThrownBy(() -> HsdsReader.read(List.of(new HsdsFile("al.json", spoiled)), NOW))
        .isInstanceOf(HsdsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTermNobodyDefinedAndARuleNobodySaidEndTheReading() throws IOException {
    String al = seed("al");
    assertThatThrownBy(() ->
            HsdsReader.read(
                List.of(
                    new HsdsFile(
                        "al.json",
                        al.replaceFirst(
                            "\"taxonomy_term_id\": \"[0-9a-f]{8}",
                            "\"taxonomy_term_id\": \"00000005"))),
                NOW))
        .hasMessage(
            "al.json at /organizations/0/attributes/0/taxonomy_term_id: names no taxonomy_term of"
                + " these files");
    assertThatThrownBy(() ->
            HsdsReader.read(
                List.of(
                    new HsdsFile(
                        "al.json",
                        al.replaceFirst(
                            "\\{\"id\": \"[0-9a-f-]+\", \"taxonomy_term_id\": \"[0-9a-f-]+\","
                                + " \"label\": \"SEC\", \"value\": \"MEDIUM\"\\},",
                            ""))),
                NOW))
        .hasMessage("al.json at /services/0: has no attribute with the term SEC");
  }
}
