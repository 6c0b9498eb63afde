package org.uputnica.platform.problem;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.without;
import static org.uputnica.testing.Bodies.registration;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Refusals.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.As;
import org.uputnica.testing.Bodies;
import org.uputnica.testing.Database;
import org.uputnica.testing.Tokens;

/**
 * Whatever is wrong with a request gets the problem of the catalogue that says so, names the field,
 * and writes nothing but the journal's refusal.
 */
@QuarkusTest
@QuarkusTestResource(org.uputnica.testing.Stack.class)
class BadInputTest {
  private static final String CASES = "/v1/cases";

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aBodyIsReadStrictly(
      String what, ProblemType type, @Nullable String field, Consumer<ObjectNode> damage) {
    ObjectNode body = registration();
    damage.accept(body);
    refused(() -> as(VERA).body(body.toString()).post(CASES), type, field);
  }

  static Stream<Arguments> aBodyIsReadStrictly() {
    return Stream.of(
        body("unknown field", ProblemType.UNKNOWN_FIELD, "nick", it -> it.put("nick", "Z")),
        body(
            "unknown field inside",
            ProblemType.UNKNOWN_FIELD,
            "urgentNeeds.food",
            it -> it.withObject("/urgentNeeds").put("food", "YES")),
        body("missing field", ProblemType.MISSING_FIELD, "place", it -> it.remove("place")),
        body(
            "missing field inside",
            ProblemType.MISSING_FIELD,
            "urgentNeeds.medical",
            it -> it.withObject("/urgentNeeds").remove("medical")),
        body("null", ProblemType.MISSING_FIELD, "place", it -> it.putNull("place")),
        body(
            "word not in the enum",
            ProblemType.INVALID_VALUE,
            "ageState",
            it -> it.put("ageState", "GROWN")),
        body(
            "word not in the enum, inside a list",
            ProblemType.INVALID_VALUE,
            "indicators[0].source",
            it -> ((ObjectNode) it.at("/indicators/0")).put("source", "GUESSED")),
        body(
            "unknown code",
            ProblemType.INVALID_VALUE,
            "indicators[0].code",
            it -> ((ObjectNode) it.at("/indicators/0")).put("code", "BRD-99")),
        body(
            "unknown language",
            ProblemType.INVALID_VALUE,
            "language",
            it -> it.put("language", "xx")),
        body(
            "unknown triage", ProblemType.INVALID_VALUE, "triage", it -> it.put("triage", "TR-99")),
        body(
            "text for a flag",
            ProblemType.INVALID_VALUE,
            "privatePlace",
            it -> it.put("privatePlace", "perhaps")),
        body("text for a number", ProblemType.INVALID_VALUE, "age", it -> it.put("age", "young")),
        body(
            "fraction for a whole number",
            ProblemType.INVALID_VALUE,
            "age",
            it -> it.put("age", 17.5)),
        body("number out of range", ProblemType.INVALID_VALUE, "age", it -> it.put("age", 300)),
        body(
            "object for a list",
            ProblemType.INVALID_VALUE,
            "indicators",
            it -> it.putObject("indicators")),
        body("list for a text", ProblemType.INVALID_VALUE, "place", it -> it.putArray("place")),
        body("number for a text", ProblemType.INVALID_VALUE, "place", it -> it.put("place", 7)),
        body("no UUID", ProblemType.INVALID_VALUE, "id", it -> it.put("id", "7")),
        body(
            "no time",
            ProblemType.INVALID_VALUE,
            "deviceTime",
            it -> it.put("deviceTime", "yesterday")),
        body("wrong form", ProblemType.INVALID_VALUE, "place", it -> it.put("place", "somewhere")),
        body("too long", ProblemType.INVALID_VALUE, "name", it -> it.put("name", "x".repeat(201))),
        body(
            "too many",
            ProblemType.INVALID_VALUE,
            "indicators",
            it -> {
              for (int i = 0; i < 61; i++) {
                it.withArray("/indicators").add(it.at("/indicators/0").deepCopy());
              }
            }),
        body("too few", ProblemType.INVALID_VALUE, "consents", it -> it.putArray("consents")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"id\": }", "{\"place\": \"ME-BOZAJ\"", "not json", "\""})
  void malformedJsonIsNamed(String body) {
    refused(() -> as(VERA).body(body).post(CASES), ProblemType.MALFORMED_JSON, null);
  }

  @Test
  void afterTheBodyComesNothing() {
    String body = registration() + " {}";
    refused(() -> as(VERA).body(body).post(CASES), ProblemType.MALFORMED_JSON, null);
  }

  /** Of two readers one would take the first, the other the last. */
  @Test
  void aFieldTwiceIsNone() {
    String body = registration().toString().replaceFirst("\\{", "{\"place\":\"ME-BOZAJ\",");
    refused(() -> as(VERA).body(body).post(CASES), ProblemType.MALFORMED_JSON, null);
  }

  @Test
  void anotherThingThanAnObjectIsNoBody() {
    refused(() -> as(VERA).body("[]").post(CASES), ProblemType.INVALID_VALUE, "body");
    refused(() -> as(VERA).body("7").post(CASES), ProblemType.INVALID_VALUE, "body");
  }

  @Test
  void noBodyIsAMissingBody() {
    refused(() -> as(VERA).post(CASES), ProblemType.MISSING_FIELD, "body");
    refused(() -> as(VERA).body("null").post(CASES), ProblemType.MISSING_FIELD, "body");
  }

  @Test
  void aWriteNeedsItsKey() {
    refused(
        () -> without("Idempotency-Key", as(VERA).body(registration().toString())).post(CASES),
        ProblemType.MISSING_HEADER,
        "Idempotency-Key");
    refused(
        () -> as(VERA).header("Idempotency-Key", "7").body(registration().toString()).post(CASES),
        ProblemType.INVALID_VALUE,
        "Idempotency-Key");
  }

  @Test
  void aChangeNeedsTheRevisionLastSeen() {
    UUID known = known();
    String assessment = Bodies.example("RecordAssessment").toString();
    String path = CASES + "/" + known + "/assessments";
    refused(
        () -> as(VERA).body(assessment).post(path), ProblemType.PRECONDITION_REQUIRED, "If-Match");
    refused(
        () -> as(VERA).header("If-Match", "3").body(assessment).post(path),
        ProblemType.INVALID_VALUE,
        "If-Match");
    refused(
        () -> as(VERA).header("If-Match", "\"77\"").body(assessment).post(path),
        ProblemType.STALE_REVISION,
        null);
  }

  @Test
  void theSameKeyGivesTheSameAnswer() {
    String body = registration().toString();
    UUID key = Ids.random();
    Supplier<Response> post = () -> as(VERA).header("Idempotency-Key", key).body(body).post(CASES);
    Response first = post.get();
    assertThat(first.statusCode()).isEqualTo(201);
    Map<String, Long> before = Database.rows();
    Response second = post.get();
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(As.revision(second)).isEqualTo(As.revision(first));
    assertThat(Database.rows()).isEqualTo(before);
  }

  @Test
  void aKeyIsForOneRequest() {
    UUID key = Ids.random();
    as(VERA)
        .header("Idempotency-Key", key)
        .body(registration().toString())
        .post(CASES)
        .then()
        .statusCode(201);
    refused(
        () -> as(VERA).header("Idempotency-Key", key).body(registration().toString()).post(CASES),
        ProblemType.KEY_REUSED,
        "Idempotency-Key");
  }

  @Test
  void anIdIsForOneThing() {
    ObjectNode again = registration().put("id", known().toString());
    refused(() -> as(VERA).body(again.toString()).post(CASES), ProblemType.ALREADY_EXISTS, "id");
  }

  @Test
  void aCursorIsForOneList() {
    String cursor =
        as(VERA).get("/v1/services?limit=1").then().statusCode(200).extract().path("next");
    for (String other : List.of("/v1/organizations", CASES, "/v1/worklist")) {
      refused(
          () -> as(VERA).queryParam("cursor", cursor).get(other),
          ProblemType.INVALID_CURSOR,
          "cursor");
    }
    refused(
        () -> as(VERA).queryParam("cursor", "%%%").get(CASES),
        ProblemType.INVALID_CURSOR,
        "cursor");
  }

  @Test
  void parametersAreReadStrictly() {
    refused(() -> as(VERA).get(CASES + "?limit=0"), ProblemType.INVALID_VALUE, "limit");
    refused(() -> as(VERA).get(CASES + "?limit=101"), ProblemType.INVALID_VALUE, "limit");
    refused(() -> as(VERA).get(CASES + "?limit=many"), ProblemType.INVALID_VALUE, "limit");
    refused(() -> as(TAMARA).get("/v1/journal?caseId=7"), ProblemType.INVALID_VALUE, "caseId");
    refused(() -> as(VERA).get("/v1/referrals?box=LOST"), ProblemType.INVALID_VALUE, "box");
    refused(() -> as(VERA).get("/v1/referrals"), ProblemType.MISSING_FIELD, "box");
    refused(
        () -> as(VERA).get("/v1/services?country=Montenegro"),
        ProblemType.INVALID_VALUE,
        "country");
    refused(() -> as(VERA).get(CASES + "/7"), ProblemType.NOT_FOUND, null);
  }

  @Test
  void aBodyHasALimit() {
    ObjectNode body = registration().put("judgementNote", "x".repeat(5 << 20));
    refused(() -> as(VERA).body(body.toString()).post(CASES), ProblemType.BODY_TOO_LARGE, null);
  }

  @Test
  void aBodyOfUnknownLengthIsReadAndCutOff() throws IOException, InterruptedException {
    assertThat(stream(registration()).statusCode()).isEqualTo(201);
    Map<String, Long> before = Database.rows();
    ObjectNode large = registration().put("judgementNote", "x".repeat(5 << 20));
    try {
      assertThat(stream(large).statusCode()).isEqualTo(413);
    } catch (IOException cutOff) {
      assertThat(cutOff).isNotNull(); // the connection ended before the answer could be read
    }
    assertThat(Database.rows()).isEqualTo(before);
  }

  @Test
  void onlyJsonIsRead() {
    refused(
        () -> as(VERA).contentType(ContentType.XML).body("<case/>").post(CASES),
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        null);
    refused(() -> as(VERA).accept(ContentType.XML).get(CASES), ProblemType.NOT_ACCEPTABLE, null);
  }

  @Test
  void anUnknownPathIsAProblemToo() {
    refused(() -> as(VERA).get("/v1/nothing"), ProblemType.NOT_FOUND, null);
    refused(() -> as(VERA).get("/v2/cases"), ProblemType.NOT_FOUND, null);
    refused(() -> as(VERA).delete(CASES), ProblemType.METHOD_NOT_ALLOWED, null);
    refused(() -> as(VERA).patch(CASES), ProblemType.METHOD_NOT_ALLOWED, null);
  }

  @Test
  void noAnswerTellsWhatTheServiceIsMadeOf() {
    String body = as(VERA).body("{\"id\": \"canary-4711\"}").post(CASES).asString();
    assertThat(body).doesNotContain("canary-4711", "Exception", "com.", "org.", "java");
    assertThat(given().get("/v1/nothing").asString()).doesNotContain("Resource", "quarkus");
  }

  private static Arguments body(
      String what, ProblemType type, String field, Consumer<ObjectNode> damage) {
    return Arguments.of(what, type, field, damage);
  }

  private static HttpResponse<String> stream(ObjectNode body)
      throws IOException, InterruptedException {
    byte[] bytes = body.toString().getBytes(UTF_8);
    var request =
        HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + CASES))
            .header("Authorization", "Bearer " + Tokens.of("vera"))
            .header("Idempotency-Key", Ids.random().toString())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  /** A case of Vera's organisation alone. */
  private static UUID known() {
    ObjectNode body = registration();
    as(VERA).body(body.toString()).post(CASES).then().statusCode(201);
    return UUID.fromString(body.path("id").asText());
  }
}
