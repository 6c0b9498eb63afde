package org.uputnica.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Tokens;

/**
 * The drill on the packaged artefact: back up while people work, erase a person, lose the machine,
 * restore onto an empty folder. The others are readable, she is not, the journal verifies.
 */
@Tag("endurance")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class BackupDrillIT {
  private static final Path HOME = Path.of("target/drill");
  private static final Path BACKUP = HOME.resolve("backup");
  private static final Path KEYS = HOME.resolve("keys-kept-apart");

  private static final Artefact lost = new Artefact(HOME.resolve("lost"), HOME.resolve("logs"));
  private static final Artefact found = new Artefact(HOME.resolve("found"), HOME.resolve("logs"));

  private static final MainJob stays = MainJob.aWomanAtTheCrossing().named("Zora");
  private static final MainJob erased = MainJob.aWomanAtTheCrossing().named("Mirna");
  private static final MainJob came = MainJob.aWomanAtTheCrossing().named("Jasna");
  private static final MainJob next = MainJob.aWomanAtTheCrossing().named("Senka");

  @BeforeAll
  static void start() throws IOException {
    lost.clear();
    found.clear();
    if (Files.exists(HOME)) {
      try (Stream<Path> old = Files.walk(HOME)) {
        for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    Files.createDirectories(HOME.resolve("logs"));
    lost.start();
    speakTo(lost);
  }

  @AfterAll
  static void stop() throws IOException {
    lost.clear();
    found.clear();
  }

  @Test
  @Order(1)
  void aBackupIsMadeWhileTheServiceWorks() throws IOException {
    register(stays, "Zora");
    register(erased, "Mirna");
    call(lost, 0, "backup", BACKUP.toString(), "--keys", KEYS.toString());
    assertThat(BACKUP.resolve("cluster/backup_label")).exists();
    assertThat(KEYS.resolve("master.properties")).exists();
    register(came, "Jasna");
    call(lost, 1, "backup", BACKUP.toString());
    assertThat(lost.lastWords()).contains("is not empty");
    call(lost, 1, "backup", HOME.resolve("both").toString(), "--keys", HOME + "/both/keys");
    assertThat(lost.lastWords()).contains("whoever holds both reads everything");
  }

  @Test
  @Order(2)
  void aPersonIsErasedAfterTheBackup() throws IOException {
    UUID erasure = Ids.random();
    as(Personas.MIRA)
        .body(Map.of("id", erasure, "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", erased.caseId)
        .then()
        .statusCode(201);
    asGold(Personas.TAMARA)
        .header("If-Match", "\"0\"")
        .body(Map.of("decision", "APPROVED"))
        .post("/v1/cases/{id}/erasures/{erasure}/decision", erased.caseId, erasure)
        .then()
        .statusCode(200);
    unreadable(erased);
    assertThat(Files.readAllLines(BACKUP.resolve("shred-list"))).hasSize(1);
  }

  @Test
  @Order(3)
  void aDamagedBackupIsNotRestored() throws IOException {
    Path file = BACKUP.resolve("cluster/PG_VERSION");
    String whole = Files.readString(file);
    Files.writeString(file, "17\n");
    call(found, 1, "restore", BACKUP.toString());
    assertThat(found.lastWords()).contains("is damaged at cluster/PG_VERSION");
    Files.writeString(file, whole);
  }

  @Test
  @Order(4)
  void restoredOntoAnEmptyFolderTheOthersAreReadableAndSheIsNot() throws IOException {
    lost.kill();
    lost.clear();
    call(found, 0, "restore", BACKUP.toString(), "--keys", KEYS.toString());
    call(found, 1, "restore", BACKUP.toString());
    assertThat(found.lastWords()).contains("is not empty");
    found.start();
    speakTo(found);
    readable(stays, "Zora");
    unreadable(erased);
    as(Personas.MIRA).get("/v1/cases/{id}", erased.caseId).then().statusCode(200);
    as(Personas.MIRA).get("/v1/cases/{id}", came.caseId).then().statusCode(404);
    assertThat(Files.readString(HOME.resolve("logs/run.log"))).contains("erased again");
    register(next, "Senka");
  }

  @Test
  @Order(5)
  void theJournalVerifies() throws IOException {
    call(found, 0, "verify");
    assertThat(found.lastWords()).contains("intact");
  }

  private static void register(MainJob person, String name) {
    person.register().then().statusCode(201);
    person.takenOver(Personas.MIRA);
    readable(person, name);
  }

  private static void readable(MainJob person, String name) {
    as(Personas.MIRA)
        .get("/v1/cases/{id}/identity", person.caseId)
        .then()
        .statusCode(200)
        .body("items.name", equalTo(name));
  }

  private static void unreadable(MainJob person) {
    as(Personas.MIRA).get("/v1/cases/{id}/identity", person.caseId).then().statusCode(404);
  }

  private static void call(Artefact artefact, int exit, String... words) throws IOException {
    assertThat(artefact.call(List.of(words))).as(artefact::lastWords).isEqualTo(exit);
  }

  private static void speakTo(Artefact artefact) {
    RestAssured.baseURI = "http://localhost";
    RestAssured.port = artefact.port();
    Tokens.from(artefact.issuer());
  }
}
