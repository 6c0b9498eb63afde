package org.uputnica.testing;

import static io.restassured.RestAssured.given;
import static io.restassured.config.HeaderConfig.headerConfig;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.RequestSpecification;
import org.uputnica.platform.id.Ids;

/**
 * Requests as the people of {@link Personas} send them: {@code as(VERA).body(…).post("/v1/cases")}.
 *
 * <p>A request carries a real token, JSON and a new {@code Idempotency-Key}; setting one of these
 * headers replaces it. Every answer is held against the contract by {@link ContractFilter}.
 */
public final class As {
  private As() {}

  public static RequestSpecification as(Person person) {
    return as(person.username());
  }

  public static RequestSpecification as(String username) {
    return withToken(Tokens.of(username));
  }

  /** With the second factor shown just now, for what asks for a step-up. */
  public static RequestSpecification asGold(Person person) {
    return withToken(Tokens.gold(person.username()));
  }

  /** With a token of one's own making. */
  public static RequestSpecification withToken(String token) {
    return anybody().header("Authorization", "Bearer " + token);
  }

  /** Without a token. */
  public static RequestSpecification anybody() {
    return given()
        .config(
            RestAssured.config()
                .headerConfig(
                    headerConfig()
                        .overwriteHeadersWithName(
                            "Authorization",
                            "Content-Type",
                            "Accept",
                            "Idempotency-Key",
                            "If-Match",
                            "Accept-Language")))
        .filter(new ContractFilter())
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", Ids.random());
  }

  /** The same request without one of its headers. */
  public static RequestSpecification without(String header, RequestSpecification request) {
    ((FilterableRequestSpecification) request).removeHeader(header);
    return request;
  }

  /** What to send as {@code If-Match} after this answer. */
  public static String revision(Response answer) {
    return answer.getHeader("ETag");
  }
}
