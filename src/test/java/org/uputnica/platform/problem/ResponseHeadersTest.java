package org.uputnica.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.anybody;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Bodies.registration;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.Stack;

/** What a browser is told with every answer, the refusals too. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ResponseHeadersTest {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Strict-Transport-Security", "max-age=31536000; includeSubDomains");

  private static final String POLICY = "Content-Security-Policy";

  /** A browser that is told two obeys both: the page could not be sent. */
  @Test
  void whatHasAPolicyOfItsOwnHasThatOneAlone() {
    Map<Response, String> pages = new LinkedHashMap<>();
    pages.put(anybody().get("/v1/answer"), "form-action 'self'");
    pages.put(as(VERA).get("/v1/mechanisms/ME/tracks/referral/diagram"), "default-src 'none'");
    pages.put(as(VERA).get("/v1/mechanisms/ME/page"), "default-src 'none'");
    pages.forEach((page, says) -> {
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().getValues(POLICY)).singleElement().asString().contains(says);
    });
    assertThat(as(VERA).get("/v1/mechanisms/ME/tracks/referral/diagram").getHeader(POLICY))
        .as("its own")
        .doesNotContain("form-action");
  }

  /** What is refused before a resource is asked, and what comes from a file, are answers too. */
  @Test
  void anAnswerWithoutOneAllowsNothing() {
    String large = "x".repeat(2 << 20);
    List<Response> answers =
        List.of(
            as(VERA).body('"' + large + '"').post("/v1/cases"),
            anybody().get("/v1/answer/nothing"),
            anybody().get("/v1/mechanisms/ME/tracks/referral/diagram"),
            anybody().get("/q/openapi"));
    assertThat(answers).extracting(Response::statusCode).containsExactly(413, 404, 401, 200);
    for (Response answer : answers) {
      assertThat(answer.headers().getValues(POLICY))
          .containsExactly(
              "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }
  }

  @Test
  void noAnswerIsKeptGuessedRunOrFramed() {
    List<Response> answers =
        List.of(
            as(VERA).body(registration().toString()).post("/v1/cases"),
            as(VERA).get("/v1/cases"),
            as(VERA).body("{").post("/v1/cases"),
            as(VERA).get("/v1/nothing"),
            as(VERA).patch("/v1/cases"),
            as(VERA).request(Method.TRACE, "/v1/cases"),
            anybody().get("/v1/cases"),
            anybody().get("/nothing"));
    assertThat(answers)
        .extracting(Response::statusCode)
        .containsExactly(201, 200, 400, 404, 405, 405, 401, 404);
    for (Response answer : answers) {
      ALWAYS.forEach((name, value) ->
          assertThat(answer.headers().getValues(name)).as(name).containsExactly(value));
      assertThat(answer.headers().getValues("Content-Security-Policy"))
          .hasSize(1)
          .allMatch(policy ->
              policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
      assertThat(answer.getHeader("Access-Control-Allow-Origin")).isNull();
      assertThat(answer.getHeader("Server")).isNull();
    }
  }
}
