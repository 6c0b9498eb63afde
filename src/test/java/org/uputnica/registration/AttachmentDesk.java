package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;

import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Contents;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Refusals;

/** What the tests of attachments do again and again, for one woman's case. */
abstract class AttachmentDesk {
  static final String ATTACHMENTS = "/v1/cases/{case}/attachments";
  static final byte[] PHOTO = Contents.photograph(6, "camera-4411", new byte[0]);

  MainJob job = MainJob.aWomanAtTheCrossing();

  @BeforeEach
  void sheAgreesThatARecordIsKept() {
    job =
        MainJob.aWomanAtTheCrossing()
            .consent("CS-STO", MIRA, "NAME", "DOCUMENT", "NARRATIVE", "PHOTO")
            .registered()
            .takenOver(MIRA);
  }

  UUID kept(Person by, String kind, byte[] content) {
    UUID id = announced(by, kind);
    send(by, id, content).then().statusCode(201);
    return id;
  }

  UUID announced(Person by, String kind) {
    UUID id = Ids.random();
    announce(by, id, kind, null).then().statusCode(201).body("state", equalTo("AWAITED"));
    return id;
  }

  Response announce(Person by, UUID id, String kind, @Nullable UUID consent) {
    Map<String, Object> body = new HashMap<>(Map.of("id", id, "kind", kind));
    if (consent != null) {
      body.put("consent", consent);
    }
    return as(by).body(body).post(ATTACHMENTS, job.caseId);
  }

  Response send(Person by, UUID id, byte[] content) {
    return send(by, id, content, Ids.random());
  }

  Response send(Person by, UUID id, byte[] content, UUID key) {
    return as(by)
        .header("Idempotency-Key", key)
        .contentType("application/octet-stream")
        .body(content)
        .post(ATTACHMENTS + "/{id}/content", job.caseId, id);
  }

  UUID linked(Person by, UUID id) {
    UUID link = Ids.random();
    link(by, id, link).then().statusCode(201);
    return link;
  }

  Response link(Person by, UUID id, UUID link) {
    return as(by).body(Map.of("id", link)).post(ATTACHMENTS + "/{id}/links", job.caseId, id);
  }

  static Response follow(Person by, UUID link) {
    return as(by).get("/v1/attachment-links/{link}", link);
  }

  static void refused(java.util.function.Supplier<Response> request, ProblemType type) {
    Refusals.refused(request, type, null);
  }

  static void sameAsAbsent(java.util.function.Supplier<Response> request) {
    String seen = Refusals.refused(request, ProblemType.NOT_FOUND, null);
    String absent =
        Refusals.refused(
            () -> as(MIRA).get("/v1/cases/{case}", Ids.random()), ProblemType.NOT_FOUND, null);
    assertThat(seen).isEqualTo(absent);
  }

  List<String> actions() {
    try (var connection = Database.connect();
        var sql = connection.createStatement();
        var row =
            sql.executeQuery(
                "select action from audit.entry where case_id = '" + job.caseId + "'")) {
      List<String> actions = new java.util.ArrayList<>();
      while (row.next()) {
        actions.add(row.getString(1));
      }
      return actions;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static long chunks(UUID attachment) {
    return number(
        "select count(*) from vault.attachment_chunk where attachment = '" + attachment + "'");
  }

  static long number(String query) {
    try (var connection = Database.connect();
        var sql = connection.createStatement();
        var row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void database(String change) {
    try (var connection = Database.connect();
        var sql = connection.createStatement()) {
      sql.executeUpdate(change);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
