package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Contents;
import org.uputnica.testing.Database;

/**
 * The packaged service on a PostgreSQL that has no place left for one table: the file of a table
 * that is still empty is exchanged for {@code /dev/full}, so that the operating system itself
 * refuses the next page.
 */
@Tag("endurance")
@Timeout(420)
class DiskFullIT {
  private static final String ATTACHMENTS = "/v1/cases/{case}/attachments";

  private static OwnDatabase database;
  private static Copy service;

  @BeforeAll
  static void start() {
    database = OwnDatabase.fresh("full-data");
    service = Copy.start(OwnStack.get(), "disk-full", database.config()).awaitReady(true);
    RestAssured.port = service.port();
  }

  @AfterAll
  static void stop() {
    service.close();
    database.close();
  }

  @Test
  void aReferralThatFindsNoPlaceIsNotHalfWrittenAndGoesThroughAfterwards() throws Exception {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    UUID referral = Ids.random();
    UUID key = Ids.random();
    Path table = file("select pg_relation_filepath('process.referral')");
    full(table);
    Map<String, Long> before = rows();
    untilTheDiskIsFull(() -> draft(job, referral, key));
    assertThat(rows()).isEqualTo(before);
    Copy.await(() -> MainJob.aWomanAtTheCrossing().register().statusCode() == 201);
    emptied(table);
    Map<String, Long> afterwards = rows();
    Copy.await(() -> draft(job, referral, key).statusCode() == 201);
    draft(job, referral, key).then().statusCode(201).body("id", equalTo(referral.toString()));
    assertThat(rows())
        .containsEntry("process.referral", 1L)
        .containsEntry("process.track", afterwards.getOrDefault("process.track", 0L) + 1)
        .containsEntry(
            "platform.idempotency", afterwards.getOrDefault("platform.idempotency", 0L) + 1);
    assertNoTrace();
  }

  @Test
  void aContentThatFindsNoPlaceIsNotKeptAndIsKeptAfterwards() throws Exception {
    UUID caseId =
        MainJob.aWomanAtTheCrossing()
            .consent("CS-STO", MIRA, "NAME", "DOCUMENT", "NARRATIVE", "PHOTO")
            .registered()
            .takenOver(MIRA)
            .caseId;
    UUID attachment = Ids.random();
    byte[] sound = Contents.sound(new byte[3 << 20]);
    as(MIRA)
        .body(Map.of("id", attachment, "kind", "AUDIO"))
        .post(ATTACHMENTS, caseId)
        .then()
        .statusCode(201);
    Path table =
        file(
            "select pg_relation_filepath(reltoastrelid) from pg_class"
                + " where oid = 'vault.attachment_chunk'::regclass");
    full(table);
    Map<String, Long> before = rows();
    untilTheDiskIsFull(() -> send(caseId, attachment, sound));
    assertThat(rows()).isEqualTo(before).containsEntry("vault.attachment_chunk", 0L);
    as(MIRA)
        .get(ATTACHMENTS + "/{id}", caseId, attachment)
        .then()
        .statusCode(200)
        .body("state", equalTo("AWAITED"));
    emptied(table);
    Copy.await(() -> send(caseId, attachment, sound).statusCode() == 201);
    UUID link = Ids.random();
    as(MIRA)
        .body(Map.of("id", link))
        .post(ATTACHMENTS + "/{id}/links", caseId, attachment)
        .then()
        .statusCode(201);
    assertThat(as(MIRA).get("/v1/attachment-links/{link}", link).asByteArray()).isEqualTo(sound);
    assertNoTrace();
  }

  private static Response draft(MainJob job, UUID referral, UUID key) {
    return as(VERA)
        .header("Idempotency-Key", key)
        .body(
            Map.of(
                "id", referral, "service", MainJob.BREZA, "priority", "URGENT", "items", List.of()))
        .post("/v1/cases/{id}/referrals", job.caseId);
  }

  private static Response send(UUID caseId, UUID attachment, byte[] content) {
    return as(MIRA)
        .contentType("application/octet-stream")
        .body(content)
        .post(ATTACHMENTS + "/{id}/content", caseId, attachment);
  }

  /** Connections that died with the restart are refused alike, so the server's word is awaited. */
  private static void untilTheDiskIsFull(Supplier<Response> write) {
    long known = database.log().lines().filter(DiskFullIT::isFull).count();
    Copy.await(() -> {
      unavailable(write.get());
      return database.log().lines().filter(DiskFullIT::isFull).count() > known;
    });
  }

  private static boolean isFull(String line) {
    return line.contains("No space left on device");
  }

  private static void unavailable(Response answer) {
    answer
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue())
        .body("type", endsWith("/problems/unavailable"));
    assertThat(answer.asString().toLowerCase(Locale.ROOT))
        .doesNotContain("sql", "disk", "space", "extend", "base/", "exception");
  }

  private static void full(Path table) throws IOException {
    assertThat(Files.size(table)).as("nothing is hidden by this").isZero();
    service.awaitReady(true);
    database.close();
    Files.delete(table);
    Files.createSymbolicLink(table, Path.of("/dev/full"));
    database.start();
    service.awaitReady(true);
  }

  private static void emptied(Path table) throws IOException {
    database.close();
    Files.delete(table);
    Files.createFile(table);
    database.start();
    service.awaitReady(true);
  }

  private static Path file(String question) throws SQLException {
    try (Connection above = database.connect();
        ResultSet row = above.createStatement().executeQuery(question)) {
      row.next();
      return database.cluster().resolve(row.getString(1));
    }
  }

  /** Rows of each table, and of the journal what was done; that it was refused may stand there. */
  private static Map<String, Long> rows() throws SQLException {
    try (Connection above = database.connect();
        ResultSet done =
            above
                .createStatement()
                .executeQuery("select count(*) from audit.entry where outcome = 'DONE'")) {
      done.next();
      Map<String, Long> rows = Database.rows(above);
      rows.put("journal", done.getLong(1));
      return rows;
    }
  }

  private static void assertNoTrace() {
    assertThat(service.log()).doesNotContain("\tat ", "    at ", "insert into", "ME-BOZAJ");
  }
}
