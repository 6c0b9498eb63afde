package org.uputnica.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.withToken;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Refusals.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.ClientKey;
import org.uputnica.testing.Database;
import org.uputnica.testing.Realm;
import org.uputnica.testing.Realm.Passerby;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** Who leaves is out: at once where identity is opened, within a minute everywhere. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AccountsTest {
  private static final String ME = "/v1/me";
  private static final Duration PROMISED = Duration.ofSeconds(60);

  @Test
  void aDisabledAccountOpensNothingFromThatMomentOn() {
    try (Passerby passerby = Realm.passerby(MIRA, Roles.CASE)) {
      String token = Tokens.fresh(passerby.username(), Realm.PASSWORD);
      withToken(token).get(identity()).then().statusCode(404);
      passerby.enable(false);
      long journal = Database.journalEntries();
      refused(() -> withToken(token).get(identity()), ProblemType.UNAUTHENTICATED, null);
      assertThat(Database.journalEntries() - journal).isEqualTo(1);
      refused(() -> withToken(token).get(ME), ProblemType.UNAUTHENTICATED, null);
    }
  }

  @Test
  void aDisabledAccountDoesNotProbeWhatIsSealed() {
    try (Passerby passerby = Realm.passerby(MIRA, Roles.CASE)) {
      String token = Tokens.fresh(passerby.username(), Realm.PASSWORD);
      search(token).then().statusCode(200);
      passerby.enable(false);
      refused(() -> search(token), ProblemType.UNAUTHENTICATED, null);
    }
  }

  @Test
  void aRoleThatIsGoneOpensNothingFromThatMomentOn() {
    try (Passerby passerby = Realm.passerby(MIRA, Roles.CASE, Roles.FRONT)) {
      String token = Tokens.fresh(passerby.username(), Realm.PASSWORD);
      withToken(token).get(identity()).then().statusCode(404);
      passerby.lose(Roles.CASE);
      refused(() -> withToken(token).get(identity()), ProblemType.UNAUTHENTICATED, null);
      String next = Tokens.fresh(passerby.username(), Realm.PASSWORD);
      withToken(next).get(identity()).then().statusCode(404);
    }
  }

  @Tag("endurance")
  @Test
  void withinAMinuteTheRestIsOverToo() {
    try (Passerby disabled = Realm.passerby(VERA, Roles.FRONT);
        Passerby demoted = Realm.passerby(VERA, Roles.FRONT, Roles.BORDER);
        Passerby signedOut = Realm.passerby(VERA, Roles.FRONT);
        Passerby stays = Realm.passerby(VERA, Roles.FRONT)) {
      List<String> leaving =
          List.of(disabled, demoted, signedOut).stream()
              .map(each -> Tokens.fresh(each.username(), Realm.PASSWORD))
              .toList();
      String staying = Tokens.fresh(stays.username(), Realm.PASSWORD);
      leaving.forEach(token -> withToken(token).get(ME).then().statusCode(200));
      withToken(staying).get(ME).then().statusCode(200);
      disabled.enable(false);
      demoted.lose(Roles.BORDER);
      signedOut.signOut();
      Instant from = ClientKey.now();
      while (leaving.stream().anyMatch(token -> withToken(token).get(ME).statusCode() == 200)) {
        assertThat(Duration.between(from, ClientKey.now())).isLessThan(PROMISED);
        new CompletableFuture<Void>().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
      }
      withToken(staying).get(ME).then().statusCode(200);
    }
  }

  private static Response search(String token) {
    return withToken(token).body(Map.of("name", "Nikoga Nema")).post("/v1/person-search");
  }

  /** Of a case that does not exist: somebody good is told so, somebody gone is not. */
  private static String identity() {
    return "/v1/cases/" + Ids.random() + "/identity";
  }
}
