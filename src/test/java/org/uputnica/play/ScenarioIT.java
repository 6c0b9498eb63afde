package org.uputnica.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * All scenarios on the packaged artefact with its own PostgreSQL and Keycloak, as one walk: play,
 * kill in the middle, start again, go on, and then look whether a word of anybody lies about.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(480)
class ScenarioIT {
  private static final Path LOGS = Path.of("target/scenario-logs");
  private static final Path DATA = Path.of("target/scenario-data");
  private static final List<String> WHOLE = List.of("01", "04", "06", "07");
  private static final List<String> INTERRUPTED = List.of("11", "10");

  private static final Artefact artefact = new Artefact(DATA, LOGS);

  @BeforeAll
  static void start() throws IOException {
    artefact.clear();
    try (Stream<Path> old = Files.list(LOGS)) {
      for (Path log : old.toList()) {
        Files.delete(log);
      }
    }
    artefact.start();
  }

  @AfterAll
  static void stop() throws IOException {
    artefact.clear();
  }

  @Test
  @Order(1)
  void scenariosWithinOneCountryPlayThrough() throws IOException {
    List<String> words = new ArrayList<>(List.of("play"));
    words.addAll(WHOLE);
    assertThat(artefact.call(words)).as(artefact::lastWords).isZero();
  }

  /** What was acknowledged is there again, and what was on its way to the other country arrives. */
  @Test
  @Order(2)
  void aServiceKilledInTheMiddleLosesNothing() throws IOException {
    for (String name : INTERRUPTED) {
      int acknowledged = beforeTheRepetition(name);
      assertThat(
              artefact.call(
                  List.of(
                      "play",
                      name,
                      "--stop-after",
                      Integer.toString(acknowledged),
                      "--state",
                      bookmark(name))))
          .as(artefact::lastWords)
          .isZero();
    }
    artefact.kill();
    artefact.start();
    for (String name : INTERRUPTED) {
      assertThat(artefact.call(List.of("play", "--resume", bookmark(name))))
          .as(artefact::lastWords)
          .isZero();
    }
  }

  @Test
  @Order(3)
  void theJournalVerifies() throws IOException {
    assertThat(artefact.call(List.of("verify"))).as(artefact::lastWords).isZero();
    assertThat(artefact.lastWords()).contains("intact", "Signed with: ");
    Path file = LOGS.resolve("journal.ndjson").toAbsolutePath();
    assertThat(artefact.call(List.of("journal", "export", file.toString())))
        .as(artefact::lastWords)
        .isZero();
    assertThat(artefact.call(List.of("verify", file.toString()))).as(artefact::lastWords).isZero();
  }

  @Test
  @Order(4)
  void noWordOfAnybodyLiesInTheDatabaseFilesOrInALog() throws IOException {
    artefact.stop();
    Needles secrets = new Needles();
    for (String name : Player.SCENARIOS) {
      Player.find(name).secrets().values().forEach(secrets::add);
    }
    Needles control = new Needles();
    control.add("House Breza");
    List<String> found = new ArrayList<>();
    int controls = 0;
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      for (String needle : secrets.in(bytes)) {
        found.add(needle + " in " + file);
      }
      controls += control.in(bytes).size();
    }
    assertThat(controls).as("the search finds what is there").isPositive();
    assertThat(found).isEmpty();
  }

  private static int beforeTheRepetition(String name) {
    return Player.find(name).steps().stream()
        .filter(step -> step.call() == null)
        .mapToInt(step -> step.number() - 1)
        .findFirst()
        .orElseThrow();
  }

  private static String bookmark(String name) {
    return LOGS.resolve(name + ".json").toAbsolutePath().toString();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> data = Files.walk(DATA);
        Stream<Path> logs = Files.walk(LOGS)) {
      return Stream.concat(data, logs)
          .filter(file -> Files.isRegularFile(file) && !file.startsWith(DATA.resolve("keys")))
          .filter(file -> !file.toString().contains("postgres-programs"))
          .toList();
    }
  }

  @Test
  @Order(5)
  void theSearchWouldFindThem() {
    Needles needles = new Needles();
    needles.add("Kanarinka Zlatoperka");
    for (String told :
        List.of(
            "x Kanarinka Zlatoperka x",
            "aGVyIG5hbWUgaXMgS2FuYXJpbmthIFpsYXRvcGVya2E=",
            "4b616e6172696e6b61205a6c61746f7065726b61")) {
      assertThat(needles.in(told.getBytes(StandardCharsets.UTF_8))).as(told).isNotEmpty();
    }
  }
}
