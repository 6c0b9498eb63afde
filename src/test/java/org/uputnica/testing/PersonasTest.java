package org.uputnica.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The people of the tests are the people of the realm. */
class PersonasTest {
  @Test
  void theyAreThoseOfTheRealm() throws IOException, IllegalAccessException {
    JsonNode realm =
        new ObjectMapper().readTree(Path.of("keycloak-realm/uputnica-realm.json").toFile());
    List<Person> there = new ArrayList<>();
    for (JsonNode user : realm.path("users")) {
      JsonNode attributes = user.path("attributes");
      if (attributes.has("uputnica_organization")) {
        there.add(
            new Person(
                user.path("username").asText(),
                UUID.fromString(attributes.at("/uputnica_organization/0").asText()),
                attributes.at("/uputnica_country/0").asText()));
      }
    }
    List<Person> here = new ArrayList<>();
    for (Field constant : Personas.class.getFields()) {
      here.add((Person) constant.get(null));
    }
    assertThat(here).containsExactlyInAnyOrderElementsOf(there);
  }
}
