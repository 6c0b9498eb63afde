package org.uputnica.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.VERA;

import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;

/** Houses of Montenegro that take women, with and without accounts, and requests to them. */
final class Houses {
  static final String BREZA = MainJob.BREZA;
  static final String JASEN = "1e000000-0000-4000-8000-0000000a0501";
  static final String KADULJA = "1e000000-0000-4000-8000-000000a10101";
  static final String RUZMARIN = "1e000000-0000-4000-8000-000000a10201";
  static final String LAVANDA = "1e000000-0000-4000-8000-000000a10301";

  /** Of the centre for social work itself, which answers for the cases of {@link MainJob}. */
  static final String OWN = "1e000000-0000-4000-8000-0000000a0603";

  /** Nobody of these houses has an account. */
  static final Person OF_KADULJA = without("1e000000-0000-4000-8000-000000000101");

  static final Person OF_RUZMARIN = without("1e000000-0000-4000-8000-000000000102");
  static final Person OF_LAVANDA = without("1e000000-0000-4000-8000-000000000103");

  private Houses() {}

  private static Person without(String organization) {
    return new Person("nobody", UUID.fromString(organization), "ME");
  }

  /** A woman who says yes to these houses, for her name. */
  static MainJob herYesTo(String name, Person... houses) {
    MainJob job = MainJob.aWomanAtTheCrossing().named(name).registered();
    for (Person house : houses) {
      job.says(VERA, "CS-REF-SVC", "CR-GIVEN", house, "NAME").then().statusCode(201);
    }
    return job;
  }

  static Response cascade(MainJob job, UUID id, String... services) {
    return as(VERA)
        .body(
            Map.of(
                "id",
                id,
                "services",
                List.of(services),
                "priority",
                "URGENT",
                "items",
                List.of("NAME"),
                "needs",
                List.of("ACC-EMG"),
                "meetingPlace",
                "ME-BOZAJ",
                "companion",
                "STAFF"))
        .post("/v1/cases/{id}/cascades", job.caseId);
  }

  static Response cascades(MainJob job) {
    return as(VERA).get("/v1/cases/{id}/cascades", job.caseId);
  }

  static String at(MainJob job, String path) {
    Object found = cascades(job).path("cascades[0]." + path);
    return String.valueOf(found);
  }

  /** The request to a candidate, once it was its turn. */
  static Walk asked(MainJob job, int candidate) {
    String id = at(job, "candidates[" + candidate + "].referral");
    return walk("/v1/referrals/" + id);
  }

  static Walk walk(String path) {
    return new Walk(path, revision(as(VERA).get(path)));
  }

  /** A request that was sent. */
  static Walk sent(MainJob job, String service) {
    return job.referTo(service, "NAME").step(VERA, "T020", Walk.SEND);
  }

  static void sql(String statement, UUID id) {
    try (Connection connection = Database.connect();
        PreparedStatement update = connection.prepareStatement(statement)) {
      update.setObject(1, id);
      assertThat(update.executeUpdate()).isPositive();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static long number(String query, Object argument) {
    try (Connection connection = Database.connect();
        PreparedStatement select = connection.prepareStatement(query)) {
      select.setObject(1, argument);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Response again(Person who, Walk declined, String service) {
    return as(who)
        .body(Map.of("id", Ids.random(), "service", service))
        .post(declined.path + "/others");
  }

  /** Its time and the grace after it are over. */
  static void ranOut(UUID run) {
    String running = " where stopped_at is null and track_id = ?";
    sql(
        "update process.clock set due_at = now() - interval '1 minute', tell_at = now() - interval '1 minute',"
            + " next_level = 1"
            + running,
        run);
    Awaiting.until(() ->
        number("select count(*) from process.clock" + running + " and told_at is not null", run)
            > 0);
    sql("update process.clock set expires_at = now() - interval '1 second'" + running, run);
  }
}
