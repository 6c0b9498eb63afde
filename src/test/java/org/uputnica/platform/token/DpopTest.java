package org.uputnica.platform.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.Personas.MIRA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Browser;
import org.uputnica.testing.ClientKey;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** The browser's token is good together with its key, and each proof of the key once. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DpopTest {
  private static final String PATH = "/v1/me";
  private static ClientKey key = new ClientKey();
  private static String token = "";

  @Inject DataSource service;
  @Inject UsedProofs proofs;

  @BeforeAll
  static void signIn() {
    var browser = new Browser(MIRA.username(), "demo");
    token = browser.signIn(Map.of()).accessToken();
    key = browser.key();
  }

  @Test
  void aTokenWithAProofOfItsKeyIsGood() {
    send(key.proof("GET", address(), token)).then().statusCode(200);
    send(key.proof("GET", address(), token)).then().statusCode(200);
  }

  @Test
  void aQueryIsNotPartOfTheProof() {
    dpop()
        .header("DPoP", key.proof("GET", base() + "/v1/cases", token))
        .get("/v1/cases?limit=1")
        .then()
        .statusCode(200);
  }

  @Test
  void aProofIsGoodOnce() {
    String proof = key.proof("GET", address(), token);
    long journal = Database.journalEntries();
    send(proof).then().statusCode(200);
    refused(send(proof), ProblemType.INVALID_DPOP_PROOF);
    refused(send(proof), ProblemType.INVALID_DPOP_PROOF);
    assertThat(Database.journalEntries() - journal).isEqualTo(2);
  }

  @Test
  void ofManyAtOnceOneIsTaken() throws InterruptedException, ExecutionException {
    String proof = key.proof("GET", address(), token);
    Callable<Integer> sending = () -> send(proof).statusCode();
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService crowd = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> answer : crowd.invokeAll(java.util.Collections.nCopies(8, sending))) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).containsOnlyOnce(200);
    assertThat(answers.stream().filter(status -> status == 401)).hasSize(7);
  }

  @Test
  void aTokenWithoutItsKeyIsGoodForNothing() {
    refused(given().header("Authorization", "Bearer " + token).get(PATH), UNAUTHENTICATED);
    refused(
        given()
            .header("Authorization", "Bearer " + token)
            .header("DPoP", key.proof("GET", address(), token))
            .get(PATH),
        UNAUTHENTICATED);
    refused(dpop().get(PATH), ProblemType.INVALID_DPOP_PROOF);
    var thief = new ClientKey();
    refused(send(thief.proof("GET", address(), token)), ProblemType.INVALID_DPOP_PROOF);
  }

  @Test
  void aProofIsForOneRequestAndOneMinute() {
    NumericDate old = NumericDate.fromSeconds(ClientKey.now().getEpochSecond() - 70);
    NumericDate early = NumericDate.fromSeconds(ClientKey.now().getEpochSecond() + 70);
    for (String proof :
        List.of(
            key.proof("POST", address(), token),
            key.proof("GET", base() + "/v1/cases", token),
            key.proof("GET", "https://elsewhere.example.org" + PATH, token),
            key.proof("GET", address(), token + "x"),
            key.proof("GET", address(), null),
            key.proof("GET", address(), token, said -> said.setIssuedAt(old), _ -> {}),
            key.proof("GET", address(), token, said -> said.setIssuedAt(early), _ -> {}),
            "garbage")) {
      refused(send(proof), ProblemType.INVALID_DPOP_PROOF);
    }
  }

  @Test
  void twoProofsAreNone() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(address()))
                  .header("Authorization", "DPoP " + token)
                  .header("DPoP", key.proof("GET", address(), token))
                  .header("DPoP", key.proof("GET", address(), token))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains(ProblemType.INVALID_DPOP_PROOF.uri());
    }
  }

  @Test
  void aTokenThatIsBoundToNothingDoesNotBecomeSo() {
    String plain = Tokens.of(MIRA.username());
    refused(
        given()
            .header("Authorization", "DPoP " + plain)
            .header("DPoP", key.proof("GET", address(), plain))
            .get(PATH),
        UNAUTHENTICATED);
  }

  @Test
  void theServiceReachesTheMemoryOnlyThroughItsFunctions() throws SQLException {
    send(key.proof("GET", address(), token)).then().statusCode(200);
    for (String direct :
        List.of(
            "select * from platform.used_proof",
            "delete from platform.used_proof",
            "insert into platform.used_proof values (decode(repeat('00', 32), 'hex'), now())")) {
      try (Connection connection = service.getConnection();
          Statement sql = connection.createStatement()) {
        assertThatThrownBy(() -> sql.execute(direct)).hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void whatNobodyTakesAnyMoreIsForgotten() throws SQLException {
    try (Connection connection = Database.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(
          "insert into platform.used_proof values"
              + " (sha256('old'), now() - interval '1 second'),"
              + " (sha256('young'), now() + interval '1 hour') on conflict do nothing");
      proofs.forget();
      try (ResultSet row =
          sql.executeQuery(
              "select count(*) filter (where proof = sha256('old')),"
                  + " count(*) filter (where proof = sha256('young')) from platform.used_proof")) {
        row.next();
        assertThat(row.getInt(1)).isZero();
        assertThat(row.getInt(2)).isEqualTo(1);
      }
    }
  }

  private static final ProblemType UNAUTHENTICATED = ProblemType.UNAUTHENTICATED;

  private static void refused(Response answer, ProblemType type) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.jsonPath().getString("type")).isEqualTo(type.uri());
    List<String> challenges = answer.headers().getValues("WWW-Authenticate");
    if (type == UNAUTHENTICATED) {
      assertThat(challenges).hasSize(2).noneMatch(each -> each.contains("error"));
    } else {
      assertThat(challenges)
          .singleElement()
          .asString()
          .startsWith("DPoP error=\"invalid_dpop_proof\"");
    }
  }

  private static Response send(String proof) {
    return dpop().header("DPoP", proof).get(PATH);
  }

  private static RequestSpecification dpop() {
    return given().header("Authorization", "DPoP " + token);
  }

  private static String address() {
    return base() + PATH;
  }

  private static String base() {
    return io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port;
  }
}
