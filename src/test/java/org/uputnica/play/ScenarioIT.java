package org.uputnica.play;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.uputnica.play.Recorder.Heard;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Person;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Realm;
import org.uputnica.testing.Tokens;

/**
 * All scenarios on the packaged artefact with its own PostgreSQL and Keycloak, as one walk: play,
 * kill in the middle, start again, go on, and then look whether a word of anybody lies about.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class ScenarioIT {
  private static final Path LOGS = Path.of("target/scenario-logs");
  private static final Path DATA = Path.of("target/scenario-data");

  /** The first one moves the time, and once more when it goes on: after what is on its way. */
  private static final List<String> INTERRUPTED =
      List.of(
          "09-day-twenty-nine",
          "11-consent-taken-back",
          "10-return-with-a-child",
          "14-the-lost-phone");

  /** What an operator adds for a seventh country. */
  private static final Path EXAMPLES = Path.of("docs/mechanisms/examples");

  static final String BULGARIA =
      EXAMPLES.resolve("scenarios/bg-from-first-contact-to-closing.yaml").toString();

  private static final Path BACKUP = Path.of("target/scenario-backup");

  private static final Artefact artefact =
      new Artefact(
          DATA,
          LOGS,
          Map.of(
              "UPUTNICA_MECHANISM_DIRECTORY", EXAMPLES.toString(),
              "UPUTNICA_DIRECTORY_SEED", EXAMPLES.resolve("directory").toString()));

  /** Nothing that people see of the service passes it by. */
  private static Recorder recorder;

  @BeforeAll
  static void start() throws IOException {
    artefact.clear();
    empty(LOGS);
    empty(BACKUP);
    empty(artefact.temporary());
    recorder = new Recorder(artefact.port());
    // Proofs name the address people know, as with a proxy in between.
    artefact.tell("UPUTNICA_ADDRESS", recorder.address());
    artefact.start();
    RestAssured.baseURI = "http://localhost";
    RestAssured.port = artefact.port();
    Tokens.from(artefact.issuer());
  }

  @AfterAll
  static void stop() throws IOException {
    recorder.close();
    artefact.clear();
  }

  @Test
  @Order(1)
  void scenariosWithinOneCountryPlayThrough() throws IOException {
    List<String> words = new ArrayList<>(List.of("play"));
    words.addAll(Player.SCENARIOS);
    words.removeAll(INTERRUPTED);
    words.removeIf(ScenarioIT::walksACountry);
    play(words);
  }

  /** The seventh is files only: procedure, organisations, accounts, story. */
  @Test
  @Order(2)
  void everyCountryWalksItsProcedureAndASeventhNeedsNoOtherProgram() throws IOException {
    Realm.add(EXAMPLES.resolve("accounts/bg.json"));
    List<String> words = new ArrayList<>(List.of("play"));
    everyStory().filter(ScenarioIT::walksACountry).forEach(words::add);
    assertThat(words).hasSize(8);
    play(words);
  }

  /**
   * What was acknowledged is there again, what was on its way to the other country arrives, and it
   * is as late as it was.
   */
  @Test
  @Order(3)
  void aServiceKilledInTheMiddleLosesNothing() throws IOException {
    for (String name : INTERRUPTED) {
      int acknowledged = beforeTheRepetition(name);
      play(
          List.of(
              "play",
              name,
              "--stop-after",
              Integer.toString(acknowledged),
              "--state",
              bookmark(name)));
    }
    artefact.kill();
    artefact.start();
    for (String name : INTERRUPTED.reversed()) {
      play(List.of("play", "--resume", bookmark(name)));
    }
  }

  @Test
  @Order(4)
  void noRefusalRepeatsWhatWasSent() throws Exception {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Zora Izmisljena").registered();
    job.takenOver(Personas.MIRA);
    Provocations provocations = new Provocations("http://localhost:" + artefact.port(), job.caseId);
    List<Provocations.Refused> refused = provocations.all();
    System.out.printf(
        "canaries: %d provocations, %d refused: %s%n",
        provocations.sent(),
        refused.size(),
        refused.stream()
            .collect(groupingBy(Provocations.Refused::status, TreeMap::new, counting())));
    assertThat(refused).hasSizeGreaterThan(500);
    assertThat(refused)
        .extracting(Provocations.Refused::status)
        .contains(400, 401, 403, 404, 405, 406, 413, 415)
        .allMatch(status -> status >= 400 && status < 500);
    assertThat(refused).noneMatch(ScenarioIT::repeats);
  }

  @Tag("endurance")
  @Test
  @Order(5)
  void everythingPlaysAYearLater() throws IOException {
    as(Personas.ADMIR)
        .body(Map.of("by", "P365D"))
        .post("/v1/practice/clock")
        .then()
        .statusCode(200);
    for (List<String> stories :
        Player.SCENARIOS.stream().collect(partitioningBy(ScenarioIT::walksACountry)).values()) {
      List<String> words = new ArrayList<>(List.of("play"));
      words.addAll(stories);
      play(words);
    }
  }

  @Test
  @Order(6)
  void theJournalVerifies() throws IOException {
    assertThat(artefact.call(List.of("verify"))).as(artefact::lastWords).isZero();
    assertThat(artefact.lastWords()).contains("intact", "Signed with: ");
    Path file = LOGS.resolve("journal.ndjson").toAbsolutePath();
    assertThat(artefact.call(List.of("journal", "export", file.toString())))
        .as(artefact::lastWords)
        .isZero();
    assertThat(artefact.call(List.of("verify", file.toString()))).as(artefact::lastWords).isZero();
  }

  /** The expectation comes from the table and from what people did, not from the service. */
  @Test
  @Order(7)
  void whatIsPersonalIsHeardByThoseAloneWhomTheTableAdmits() throws IOException {
    FieldRights rights = new FieldRights();
    List<String> secrets =
        everyStory().flatMap(name -> Player.find(name).secrets().values().stream()).toList();
    List<String> wrong = new ArrayList<>();
    int right = 0;
    for (Heard heard : recorder.heard()) {
      for (String secret : secrets) {
        if (!heard.answered().contains(secret)) {
          continue;
        }
        if (!rights.may(heard, secret)) {
          wrong.add(heard.by() + " heard " + secret + " by " + heard.path());
        }
        assertThat(rights.may(by(heard, Personas.ADMIR), secret)).isFalse();
        assertThat(rights.may(by(heard, Personas.STEFAN), secret)).isFalse();
        right++;
      }
      rights.seen(heard);
    }
    System.out.printf(
        "canaries: %d secrets, %d answers recorded, %d times one was heard, %d times wrongly%n",
        secrets.size(), recorder.heard().size(), right, wrong.size());
    assertThat(wrong).isEmpty();
    assertThat(right).isGreaterThan(5);
  }

  @Test
  @Order(8)
  void whatTheNodeSaysOfItselfIsNotPersonal() throws Exception {
    List<String> found = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path :
          List.of(
              "/q/health",
              "/q/health/live",
              "/q/health/ready",
              "/q/health/started",
              "/q/metrics",
              "/q/openapi",
              "/q/info",
              "/problems")) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://localhost:" + artefact.port() + path))
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        secrets().in(answer.getBytes(StandardCharsets.UTF_8)).forEach(it -> found.add(it + path));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  @Order(9)
  void noWordOfAnybodyLiesInTheDatabaseFilesInABackupOrInALog() throws IOException {
    assertThat(artefact.call(List.of("backup", BACKUP.toAbsolutePath().toString())))
        .as(artefact::lastWords)
        .isZero();
    List<String> found = new ArrayList<>();
    search(artefact.temporary(), found);
    artefact.stop();
    int controls = 0;
    for (Path place : List.of(DATA, LOGS, BACKUP, artefact.temporary())) {
      controls += search(place, found);
    }
    assertThat(controls).as("the search finds what is there").isPositive();
    assertThat(found).isEmpty();
    assertThat(DATA.resolve("postgres/cluster/pg_wal")).isNotEmptyDirectory();
    assertThat(BACKUP.resolve("cluster/pg_wal")).isNotEmptyDirectory();
    assertThat(LOGS.resolve("journal.ndjson")).exists();
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

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    Files.createDirectories(folder);
  }

  private static void play(List<String> words) throws IOException {
    assertThat(artefact.call(Map.of("UPUTNICA_URL", recorder.address()), words))
        .as(artefact::lastWords)
        .isZero();
  }

  private static Heard by(Heard heard, Person other) {
    return new Heard(
        new Recorder.Somebody(
            other.username(),
            Set.of("R-ADMIN", "R-FRONT"),
            other.organization().toString(),
            other.country()),
        heard.method(),
        heard.path(),
        heard.asked(),
        heard.status(),
        heard.answered());
  }

  private static boolean repeats(Provocations.Refused refused) {
    String all = (refused.body() + refused.headers()).toLowerCase(Locale.ROOT);
    return all.contains(Provocations.PERSONAL.toLowerCase(Locale.ROOT))
        || all.contains(Provocations.PROCESS);
  }

  private static boolean walksACountry(String story) {
    return story.contains("-from-first-contact-to-closing");
  }

  private static Stream<String> everyStory() {
    return Stream.concat(Player.SCENARIOS.stream(), Stream.of(BULGARIA));
  }

  private static Needles secrets() {
    Needles secrets = new Needles();
    everyStory().forEach(name -> Player.find(name).secrets().values().forEach(secrets::add));
    secrets.add(Provocations.PERSONAL);
    return secrets;
  }

  /** Adds what is found under a folder; returns how often the control was. */
  private static int search(Path place, List<String> found) throws IOException {
    Needles secrets = secrets();
    if (place.equals(LOGS)) {
      secrets.add(Provocations.PROCESS);
    }
    Needles control = new Needles();
    control.add("House Breza");
    int controls = 0;
    List<Path> files;
    try (Stream<Path> all = Files.walk(place)) {
      files =
          all.filter(file -> Files.isRegularFile(file) && !file.startsWith(DATA.resolve("keys")))
              .filter(file -> !file.toString().contains("postgres-programs"))
              .toList();
    }
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      for (String needle : secrets.in(bytes)) {
        found.add(needle + " in " + file);
      }
      controls += control.in(bytes).size();
    }
    return controls;
  }

  @Test
  @Order(10)
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
