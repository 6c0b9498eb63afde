package org.uputnica.launch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.Realm;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** The service on the real PostgreSQL and the real Keycloak. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class StackTest {
  @Inject AgroalDataSource database;

  @Test
  void theServiceIsReady() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void theServiceSignsInAsARoleThatRowSecurityBinds() throws Exception {
    try (var connection = database.getConnection();
        var row =
            connection
                .createStatement()
                .executeQuery(
                    "select rolname, rolsuper or rolbypassrls from pg_roles where rolname ="
                        + " current_user")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("uputnica_app");
      assertThat(row.getBoolean(2)).isFalse();
    }
  }

  @Test
  void theDatabaseIsDurable() throws Exception {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      try (var connection = database.getConnection();
          var row = connection.createStatement().executeQuery("show " + setting)) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).as(setting).isEqualTo("on");
      }
    }
  }

  @Test
  void aTokenSaysWhereSomebodyWorksAndNotWhoSheIs() throws IOException {
    var claims = claims("vera");
    assertThat(claims)
        .containsEntry("uputnica_organization", "1e000000-0000-4000-8000-000000000001")
        .containsEntry("uputnica_country", "ME")
        .containsEntry("aud", "uputnica-backend")
        .doesNotContainKeys("name", "given_name", "preferred_username", "email");
    assertThat(roles(claims)).containsExactlyInAnyOrder("R-BORDER", "R-FRONT");
  }

  @Test
  void aStartInProductionSeesWhatTheRealmIs() {
    String issuer = Realm.issuer();
    assertThat(Deployment.realm(issuer, "uputnica-backend", EmbeddedStack.DEMO_CLIENT_SECRET))
        .contains(new Deployment.Realm(true, true, true));
    assertThat(Deployment.realm(issuer, "uputnica-backend", "another"))
        .contains(new Deployment.Realm(true, false, true));
    assertThat(
            Deployment.realm(
                issuer.replace("/realms/uputnica", "/realms/master"), "uputnica-backend", "none"))
        .contains(new Deployment.Realm(false, false, false));
  }

  @Test
  void somebodyWithoutAPlaceGetsATokenThatSaysNothing() throws IOException {
    assertThat(claims("nobody"))
        .doesNotContainKeys("uputnica_organization", "uputnica_country", "realm_access");
  }

  private static Map<String, Object> claims(String username) throws IOException {
    var payload = Base64.getUrlDecoder().decode(Tokens.of(username).split("\\.", -1)[1]);
    return new ObjectMapper().readValue(payload, new TypeReference<>() {});
  }

  private static List<String> roles(Map<String, Object> claims) {
    return claims.get("realm_access") instanceof Map<?, ?> access
            && access.get("roles") instanceof List<?> roles
        ? roles.stream().map(String::valueOf).toList()
        : List.of();
  }
}
