package org.uputnica.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.caller.Roles;
import org.uputnica.testing.NeutralWords;
import org.uputnica.testing.Stack;

/** Who finds which code list, and in which words. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CodelistResourceTest {
  private static final Set<String> PLAIN =
      Set.of("languages", "consent-scopes", "consent-statuses", "consent-methods", "service-types");

  @Test
  void whoWorksWithCasesReadsDefinitions() throws IOException {
    for (String list : lists()) {
      as(JELENA)
          .get("/v1/codelists/" + list)
          .then()
          .statusCode(200)
          .body("entries.definition", everyItem(notNullValue()));
    }
    as(VERA)
        .get("/v1/codelists/indicators")
        .then()
        .body("entries[0].attributes.element", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"admir", "nobody"})
  void anAccountOutsideTheTradeFindsNoWordThatExposes(String username) throws IOException {
    for (String list : lists()) {
      Response answer = as(username).get("/v1/codelists/" + list);
      String words = answer.asString().toLowerCase(Locale.ROOT);
      assertThat(NeutralWords.forbidden()).as(list).noneMatch(words::contains);
      answer.then().statusCode(PLAIN.contains(list) ? 200 : 404);
      if (answer.statusCode() == 200) {
        assertThat(answer.jsonPath().getList("entries.definition")).containsOnlyNulls();
      }
    }
    as(username)
        .get("/v1/codelists/languages")
        .then()
        .body("entries[0].attributes.native_name", equalTo("Shqip"));
  }

  @Test
  void whatIsOutsideTheTradeLooksLikeWhatIsAbsent() {
    String hidden = as("admir").get("/v1/codelists/indicators").asString();
    String absent = as("admir").get("/v1/codelists/no-such-list").asString();
    assertThat(withoutInstance(hidden)).isEqualTo(withoutInstance(absent));
  }

  @Test
  void neitherThePersonNorHerInterpreterIsOfTheTrade() {
    assertThat(Roles.OF_THE_TRADE).doesNotContain(Roles.PERSON, Roles.INTP, Roles.ADMIN);
    assertThat(Roles.ALL).containsAll(Roles.OF_THE_TRADE);
  }

  private static List<String> lists() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/codelists"))) {
      return files.map(file -> file.getFileName().toString().replace(".csv", "")).sorted().toList();
    }
  }

  private static String withoutInstance(String problem) {
    return problem.replaceFirst("urn:uuid:[0-9a-f-]+", "");
  }
}
