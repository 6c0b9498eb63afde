package org.uputnica.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.Personas.ADMIR;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.IRENA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.audit.domain.JournalVerifier;
import org.uputnica.audit.domain.NoteKey;
import org.uputnica.audit.domain.SignedNote;
import org.uputnica.audit.domain.TreeHead;
import org.uputnica.audit.domain.Verdict;
import org.uputnica.audit.persistence.JdbcCheckpoints;
import org.uputnica.audit.persistence.JdbcJournal;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.keys.JournalKeys;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Signed checkpoints, proofs, the export and the offline verifier, on the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class JournalProofTest {
  private final CaseId caseId = new CaseId(Ids.random());

  @TempDir Path folder;

  @Inject AuditTrail audit;
  @Inject CheckpointJob checkpoints;
  @Inject JournalKeys keys;

  @BeforeEach
  void someEntries() {
    for (int i = 0; i < 3; i++) {
      Entries.append(
          audit,
          Entries.user("jelena-pseudonym"),
          AuditEvent.of("step-taken", caseId, caseId, "place", Integer.toString(i)));
      Entries.link(checkpoints);
    }
  }

  @Test
  void theNewestCheckpointIsSignedWithAPublishedKey() {
    SignedNote note = note(IRENA);
    List<String> published =
        as(TAMARA)
            .get("/v1/journal/keys")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("keys.key", String.class);
    assertThat(published).map(NoteKey::parse).anyMatch(key -> key.verifies(note));
    TreeHead head = TreeHead.parse(note.text());
    assertThat(head.origin()).isEqualTo("uputnica.invalid/journal");
    assertThat(head.size()).isPositive();
    for (Person other : List.of(JELENA, SANJA)) {
      as(other).get("/v1/journal/checkpoint").then().statusCode(403);
      as(other).get("/v1/journal/keys").then().statusCode(403);
      as(other).post("/v1/journal/keys").then().statusCode(403);
      as(other).get("/v1/journal/inclusion?entry=1").then().statusCode(403);
      as(other).get("/v1/journal/consistency?first=1").then().statusCode(403);
      asGold(other).get("/v1/journal/export").then().statusCode(403);
    }
    as(TAMARA).post("/v1/journal/keys").then().statusCode(403);
    as(TAMARA).get("/v1/journal/export").then().statusCode(401);
  }

  @Test
  void withoutEntriesTheTreeIsSignedAnewInTime() throws SQLException {
    try (Connection connection = Tampering.connect("postgres")) {
      var last = new JdbcJournal(connection).lastCheckpoint().orElseThrow();
      var writing = new JdbcCheckpoints(connection);
      assertThat(writing.isDue(last.at())).isFalse();
      assertThat(writing.isDue(last.at().plusSeconds(1))).isTrue();
    }
  }

  @Test
  void anEntryIsProvedOnline() throws IOException {
    long entry = newest().getLong("entries[0].id");
    JsonPath proof =
        as(IRENA)
            .get("/v1/journal/inclusion?entry=" + entry)
            .then()
            .statusCode(200)
            .body(
                "leaf",
                equalTo(newest().getString("entries.find { it.id == %d }.leaf".formatted(entry))))
            .extract()
            .jsonPath();
    String file = write("proof.json", proof.prettify());
    assertThat(run("--proof", file, "--key", allKeys())).isEqualTo("0 The proof holds.");
    String forged = proof.prettify().replace(proof.getString("leaf"), "00".repeat(32));
    assertThat(run("--proof", write("forged.json", forged), "--key", allKeys()))
        .isEqualTo("1 The proof does not hold.");
    assertThat(run("--proof", file)).startsWith("2 Not understood: a proof is checked with --key");
  }

  @Test
  void whatIsNotThereOrElsewhereHasNoProof() {
    long entry = newest().getLong("entries[0].id");
    as(TAMARA).get("/v1/journal/inclusion?entry=999999999").then().statusCode(404);
    as(ILIR).get("/v1/journal/inclusion?entry=" + entry).then().statusCode(403);
    as(TAMARA)
        .get("/v1/journal/consistency?first=9007199254740991")
        .then()
        .statusCode(400)
        .body("type", endsWith("/problems/invalid-value"))
        .body("errors[0].field", equalTo("first"));
    as(TAMARA).get("/v1/journal/consistency?first=0").then().statusCode(400);
  }

  @Test
  void nothingWasChangedBetweenTwoCheckpoints() throws IOException {
    SignedNote first = note(IRENA);
    someEntries();
    JsonPath proof =
        as(TAMARA)
            .get("/v1/journal/consistency?first=" + TreeHead.parse(first.text()).size())
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    String file = write("proof.json", proof.prettify());
    String kept = write("kept.txt", proof.getString("first"));
    assertThat(run("--proof", file, "--key", allKeys(), "--checkpoint", kept))
        .isEqualTo("0 The proof holds.");
    String foreign = write("foreign.txt", note(IRENA).print());
    someEntries();
    String later = write("later.txt", note(IRENA).print());
    assertThat(Files.readString(Path.of(foreign))).isNotEqualTo(Files.readString(Path.of(later)));
    assertThat(run("--proof", file, "--key", allKeys(), "--checkpoint", later))
        .isEqualTo("1 The proof does not hold: it is not about the kept checkpoint.");
  }

  @Test
  void aNewKeyIsMadeOnceAndTheOldOneStaysKnown() {
    String key = Ids.random().toString();
    JsonPath made =
        as(ADMIR)
            .header("Idempotency-Key", key)
            .post("/v1/journal/keys")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    as(ADMIR)
        .header("Idempotency-Key", key)
        .post("/v1/journal/keys")
        .then()
        .statusCode(201)
        .body("key", equalTo(made.getString("key")));
    someEntries();
    assertThat(allKeys().split(",")).contains(made.getString("key")).hasSizeGreaterThan(1);
    assertThat(NoteKey.parse(made.getString("key")).verifies(note(IRENA))).isTrue();
    assertThat(run()).startsWith("0 The journal is intact");
  }

  @Test
  void theExportIsVerifiedWithoutDatabaseAndShowsEachWhatSheMayRead() throws IOException {
    String everything = folder.resolve("all.ndjson").toString();
    assertThat(export(everything)).isZero();
    assertThat(run(everything)).startsWith("0 The journal is intact");
    String kept = write("kept.txt", note(IRENA).print());
    assertThat(run("--checkpoint", kept)).startsWith("0 The journal is intact");
    String officer =
        write(
            "dpo.ndjson",
            asGold(TAMARA).get("/v1/journal/export").then().statusCode(200).extract().asString());
    assertThat(Files.readString(Path.of(officer))).startsWith("{\"format\":");
    assertThat(run(officer, "--checkpoint", kept)).startsWith("0 The journal is intact");
    assertThat(Files.readString(Path.of(officer)))
        .contains(caseId.toString())
        .doesNotContain("\"country\":\"AL\"");
    String monitor =
        write(
            "mon.ndjson",
            asGold(IRENA).get("/v1/journal/export").then().statusCode(200).extract().asString());
    assertThat(run(monitor, "--checkpoint", kept)).startsWith("0 The journal is intact");
    assertThat(Files.readString(Path.of(monitor)))
        .doesNotContain(caseId.toString())
        .doesNotContain("\"actor\"");
    assertThat(export(everything)).isEqualTo(2);
  }

  @Test
  void aFileThatWasChangedIsFound() throws IOException {
    String whole = folder.resolve("whole.ndjson").toString();
    assertThat(export(whole)).isZero();
    List<String> lines = Files.readAllLines(Path.of(whole));
    assertThat(run(write("cut.ndjson", String.join("\n", lines.subList(0, lines.size() - 1)))))
        .startsWith("1 The journal is broken. First place: the file ends after line");
    assertThat(
            run(
                write(
                    "changed.ndjson",
                    String.join("\n", lines).replace("step-taken", "step-takem"))))
        .startsWith("1 The journal is broken. First place: entry ");
    List<String> without = new ArrayList<>(lines);
    without.removeIf(line -> line.contains(caseId.toString()));
    assertThat(run(write("without.ndjson", String.join("\n", without))))
        .startsWith("1 The journal is broken. First place: entry ");
    List<String> inserted = new ArrayList<>(lines);
    inserted.add(
        2,
        lines.stream().filter(line -> line.contains(caseId.toString())).findFirst().orElseThrow());
    assertThat(run(write("inserted.ndjson", String.join("\n", inserted)))).startsWith("1 ");
    assertThat(run(write("strange.ndjson", "{}")))
        .startsWith("1 The journal is broken. First place: line 1");
    assertThat(run(folder.resolve("absent").toString())).startsWith("2 A file could not be read");
    assertThat(run("--colour", "red")).startsWith("2 Not understood: --colour");
    assertThat(run("--checkpoint", write("none.txt", "nothing"))).startsWith("2 Not understood");
  }

  @Test
  void aTailThatWasCutIsFoundAgainstAKeptCheckpointOnly() throws SQLException {
    SignedNote kept = note(IRENA);
    try (Connection connection = Tampering.connect("postgres");
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute("set session_replication_role = replica");
      sql.execute("select pg_advisory_xact_lock(hashtextextended('audit.checkpoint', 0))");
      long size = TreeHead.parse(kept.text()).size();
      sql.execute(
          "create temporary table cut as select * from audit.checkpoint where tree_size >= "
              + size);
      sql.execute("delete from audit.entry where id in (select unnest(members) from cut)");
      sql.execute("delete from audit.checkpoint where tree_size >= " + size);
      assertThat(verify(connection, new JournalVerifier()).brokenAt()).isNull();
      assertThat(verify(connection, new JournalVerifier(kept, List.of())).brokenAt())
          .startsWith("the kept checkpoint has " + size + " entries, the journal ")
          .endsWith(": its end is missing");
      connection.rollback();
    }
  }

  @Test
  void whatACheckpointJobLeavesThatIsKilledIsTakenByTheNext() throws SQLException {
    try (Connection connection = Tampering.connect("postgres");
        Statement sql = connection.createStatement();
        Connection another = Tampering.connect("postgres");
        Statement killer = another.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute("select pg_advisory_xact_lock(hashtextextended('audit.checkpoint', 0))");
      CaseId killed = new CaseId(Ids.random());
      Entries.append(audit, Entries.user("someone"), AuditEvent.of("step-taken", killed, null));
      assertThat(new JdbcCheckpoints(connection).takeWaiting(10_000)).isNotEmpty();
      int pid;
      try (var row = sql.executeQuery("select pg_backend_pid()")) {
        row.next();
        pid = row.getInt(1);
      }
      killer.execute("select pg_terminate_backend(" + pid + ", 10000)");
    } catch (SQLException closed) {
      assertThat(closed.getSQLState()).startsWith("57P01");
    }
    Entries.link(checkpoints);
    assertThat(run()).startsWith("0 The journal is intact");
  }

  private static Verdict verify(Connection connection, JournalVerifier verifier)
      throws SQLException {
    new JdbcJournal(connection).show(verifier);
    return verifier.verdict();
  }

  private static SignedNote note(Person who) {
    return SignedNote.parse(
        as(who)
            .get("/v1/journal/checkpoint")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("checkpoint"));
  }

  private static String allKeys() {
    return String.join(
        ",",
        as(TAMARA)
            .get("/v1/journal/keys")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("keys.key", String.class));
  }

  private JsonPath newest() {
    return as(TAMARA)
        .get("/v1/journal?limit=100&caseId=" + caseId + "&kind=CHANGE")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static int export(String file) {
    return JournalCommand.run(
        Tampering.environment(), new PrintStream(OutputStream.nullOutputStream()), "export", file);
  }

  /** The exit code and what was said. */
  private static String run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit = Tampering.verify(out, arguments);
    return exit + " " + out.toString(StandardCharsets.UTF_8).strip();
  }
}
