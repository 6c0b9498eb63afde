package org.uputnica.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.anybody;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.withToken;
import static org.uputnica.testing.Bodies.registration;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Refusals.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.As;
import org.uputnica.testing.BadTokens;
import org.uputnica.testing.Bodies;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** What is not for a caller: other organisations' cases look absent, a bad token opens nothing. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class StrangerTest {
  private static final String CASES = "/v1/cases";

  @ParameterizedTest
  @ValueSource(strings = {"", "/steps", "/consents", "/identity", "/matches?serviceType=ACC-SHL"})
  void whatBelongsToOthersLooksAbsent(String below) {
    UUID known = known();
    for (Person stranger : List.of(LUKA, ARTA)) {
      String absent =
          refused(
              () -> as(stranger).get(CASES + "/" + Ids.random() + below),
              ProblemType.NOT_FOUND,
              null);
      String foreign =
          refused(() -> as(stranger).get(CASES + "/" + known + below), ProblemType.NOT_FOUND, null);
      assertThat(foreign).isEqualTo(absent);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/notes KeepNote",
        "/consents RecordConsent",
        "/withdrawals Withdraw",
        "/exceptions RecordException",
        "/assessments RecordAssessment",
        "/referrals DraftReferral"
      })
  void whatBelongsToOthersCannotBeChanged(String operation) {
    String[] parts = operation.split(" ", -1);
    UUID known = known();
    String body =
        parts[1].equals("KeepNote")
            ? "{\"id\":\"%s\",\"text\":\"t\"}".formatted(Ids.random())
            : Bodies.example(parts[1]).toString();
    for (Person stranger : List.of(LUKA, ARTA)) {
      String absent =
          refused(() -> post(stranger, Ids.random() + parts[0], body), ProblemType.NOT_FOUND, null);
      String foreign =
          refused(() -> post(stranger, known + parts[0], body), ProblemType.NOT_FOUND, null);
      assertThat(foreign).isEqualTo(absent);
    }
  }

  @Test
  void onlyAGoodTokenOpens() {
    String good = Tokens.of("vera");
    Map<String, Supplier<RequestSpecification>> bad =
        Map.of(
            "none", As::anybody,
            "garbage", () -> withToken("garbage"),
            "unsigned", () -> withToken(BadTokens.unsigned(good)),
            "forged", () -> withToken(BadTokens.forged(good, ARTA)),
            "basic", () -> anybody().header("Authorization", "Basic dmVyYTpkZW1v"));
    bad.forEach((what, request) -> {
      refused(() -> request.get().get(CASES), ProblemType.UNAUTHENTICATED, null);
      refused(
          () -> request.get().body(registration().toString()).post(CASES),
          ProblemType.UNAUTHENTICATED,
          null);
    });
  }

  @Test
  void everyBadTokenIsRefusedInTheSameWords() {
    Map<String, String> answers = new TreeMap<>();
    BadTokens.all(Tokens.fresh("vera", "demo"), ARTA)
        .forEach((what, token) -> {
          long journal = Database.journalEntries();
          Response answer = withToken(token).get(CASES);
          assertThat(answer.headers().getValues("WWW-Authenticate")).as(what).hasSize(2);
          assertThat(Database.journalEntries()).as(what).isEqualTo(journal);
          answers.put(
              what, refused(() -> withToken(token).get(CASES), ProblemType.UNAUTHENTICATED, null));
        });
    assertThat(answers).hasSizeGreaterThan(15);
    assertThat(Set.copyOf(answers.values())).hasSize(1);
  }

  @Test
  void twoTokensAreNone() throws IOException, InterruptedException {
    String good = Tokens.of("vera");
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (List<String> pair : List.of(List.of("garbage", good), List.of(good, "garbage"))) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/me"))
                    .header("Authorization", "Bearer " + pair.getFirst())
                    .header("Authorization", "Bearer " + pair.getLast())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
      }
    }
  }

  @Test
  void aRefusalOfSomebodyKnownIsRemembered() {
    Map<String, Supplier<Response>> refused =
        Map.of(
            "absent", () -> as(VERA).get(CASES + "/" + Ids.random()),
            "role", () -> as(JELENA).body(registration().toString()).post(CASES),
            "field", () -> as(VERA).body(registration().put("nick", "Z").toString()).post(CASES),
            "rule",
                () -> as(VERA).body(registration().put("language", "xx").toString()).post(CASES));
    refused.forEach((what, request) -> {
      long before = Database.journalEntries();
      assertThat(request.get().statusCode()).as(what).isGreaterThanOrEqualTo(400);
      assertThat(Database.journalEntries() - before).as(what).isEqualTo(1);
    });
  }

  @Test
  void aTokenEnds() {
    String token = BadTokens.expired(VERA);
    refused(() -> withToken(token).get(CASES), ProblemType.UNAUTHENTICATED, null);
  }

  @Test
  void withoutARoleNothingOpens() {
    for (String path : List.of(CASES, "/v1/worklist", "/v1/me", "/v1/services", "/v1/journal")) {
      refused(() -> as("nobody").get(path), ProblemType.FORBIDDEN, null);
    }
    refused(
        () -> as("nobody").body(registration().toString()).post(CASES),
        ProblemType.FORBIDDEN,
        null);
    refused(
        () -> as(JELENA).body(registration().toString()).post(CASES), ProblemType.FORBIDDEN, null);
  }

  private static Response post(Person person, String path, String body) {
    return as(person).header("If-Match", "\"0\"").body(body).post(CASES + "/" + path);
  }

  /** A case of Vera's organisation alone. */
  private static UUID known() {
    ObjectNode body = registration();
    as(VERA).body(body.toString()).post(CASES).then().statusCode(201);
    return UUID.fromString(body.path("id").asText());
  }
}
