package org.uputnica.directory.api;

import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.VERA;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;

/** House Jasen, its beds, and what people do with them. */
final class Jasen {
  static final String JASEN = "1e000000-0000-4000-8000-0000000a0501";
  static final String BEDS = "1e000000-0000-4000-8000-00000c050101";
  static final String PATH = "/v1/services/" + JASEN;

  private Jasen() {}

  static Response jasen() {
    return as(PETAR).get(PATH);
  }

  static int number(String field) {
    return jasen().path("capacities.find { it.unit == 'bed' }." + field);
  }

  static ValidatableResponse says(int available, Object maximum) {
    return as(PETAR)
        .header("If-Match", "\"" + number("revision") + "\"")
        .body(Map.of("available", available, "maximum", maximum))
        .put(PATH + "/capacities/" + BEDS)
        .then();
  }

  static Response holds(Person who, UUID referral, Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(Map.of("id", Ids.random(), "referral", referral, "places", 1));
    body.putAll(more);
    return as(who).body(body).post(PATH + "/holds");
  }

  static ValidatableResponse release(Person who, Object id, @Nullable Object revision) {
    return as(who)
        .header("If-Match", "\"" + revision + "\"")
        .post("/v1/holds/{id}/release", id)
        .then();
  }

  static ValidatableResponse refused(ValidatableResponse answer, ProblemType type) {
    return answer.statusCode(type.status()).body("type", equalTo(type.uri()));
  }

  static void sql(String statement) {
    try (Connection above = Database.connect()) {
      above.createStatement().execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static long count(String query) {
    try (Connection above = Database.connect();
        ResultSet row = above.createStatement().executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static ValidatableResponse removed(Object unit, Object revision) {
    return as(PETAR)
        .header("If-Match", "\"" + revision + "\"")
        .delete(PATH + "/capacities/" + unit)
        .then();
  }

  /** Nothing of these two organisations stays held. */
  static void nothingHeld() {
    for (Person who : List.of(LUKA, VERA)) {
      List<Map<String, Object>> held = as(who).get("/v1/holds?limit=100").path("entries");
      for (Map<String, Object> each : held) {
        release(who, String.valueOf(each.get("id")), each.get("revision")).statusCode(200);
      }
    }
  }
}
