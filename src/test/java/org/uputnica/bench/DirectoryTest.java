package org.uputnica.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.uputnica.bench.Directory.Country;

/** The invented directory is spread over the countries, each entry once. */
class DirectoryTest {
  private static final int ORGANIZATIONS = 50;
  private static final int SERVICES = 200;

  private final Directory directory = new Directory(ORGANIZATIONS, SERVICES);

  @Test
  void everyCountryHasItsShare() throws IOException {
    Set<String> organizations = new HashSet<>();
    Set<String> services = new HashSet<>();
    for (Country country : Country.values()) {
      JsonNode file = read(country);
      List<JsonNode> owners = file.findParents("locations");
      assertThat(owners).hasSizeBetween(8, 9);
      Set<String> here = new HashSet<>();
      owners.forEach(it -> here.add(it.path("id").asText()));
      for (JsonNode service : file.path("services")) {
        assertThat(here).contains(service.path("organization_id").asText());
        services.add(service.path("id").asText());
      }
      organizations.addAll(here);
    }
    assertThat(organizations).hasSize(ORGANIZATIONS);
    assertThat(services).hasSize(SERVICES);
  }

  @Test
  void theSameEachTime() throws IOException {
    JsonNode again = new ObjectMapper().readTree(new Directory(50, 200).file(Country.BA));
    assertThat(without(again)).isEqualTo(without(read(Country.BA)));
  }

  private JsonNode read(Country country) throws IOException {
    return new ObjectMapper().readTree(directory.file(country));
  }

  /** But for the time at which the free places were counted. */
  private static JsonNode without(JsonNode file) {
    file.findParents("updated").forEach(it -> ((ObjectNode) it).remove("updated"));
    return file;
  }
}
