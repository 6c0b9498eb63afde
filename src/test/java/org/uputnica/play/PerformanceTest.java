package org.uputnica.play;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A play ends at the first deviation, says what it was, and never says a secret. */
class PerformanceTest {
  private static final String STORY =
      """
      scenario: "00  A test"
      people: {Vera: {login: vera, is: border police}}
      secrets: {her name: Canary of the test}
      steps:
      """;
  private static final String REGISTERS =
      """
        - who: Vera
          does: registers <her name>
          call: POST /v1/things
          body: {name: <her name>}
          revision-of: thing
          expect: 201
          answer: {id: "*", missing: ~}
          remember: {thing: id}
          sees: {id: id, name: name}
      """;

  private static final String READS_THE_DAY =
      """
        - who: Vera
          does: reads
          call: GET /v1/things?day=<today>
          expect: 200
      """;

  @TempDir Path folder;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> signIns = new CopyOnWriteArrayList<>();
  private final AtomicInteger readings = new AtomicInteger();
  private final Instant begun = Instant.parse("2041-05-01T12:00:00Z");
  private Duration moved = Duration.ZERO;
  private boolean practising;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/realms/uputnica/protocol/openid-connect/token", this::signsIn);
    server.createContext("/v1/things", this::things);
    server.createContext("/v1/sealed", PerformanceTest::sealed);
    server.createContext("/v1/pages", PerformanceTest::pages);
    server.createContext("/v1/practice/clock", this::practice);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aStoryIsPlayedWithTokenKeyAndRevision() throws IOException {
    String screen =
        play(
            0,
            REGISTERS
                + """
                  - who: Vera
                    does: changes it
                    call: PUT /v1/things/<thing>
                    revision-of: thing
                    body: {name: <her name>}
                    expect: 200
                """);
    assertThat(screen).contains("01 Vera (border police) registers <her name>: 201, id 7");
    assertThat(received.get(0)).startsWith("POST /v1/things Bearer t key=").endsWith(" if=null");
    assertThat(received.get(1)).startsWith("PUT /v1/things/7 Bearer t key=").endsWith(" if=\"4\"");
    assertThat(received.get(0)).isNotEqualTo(received.get(1));
  }

  @Test
  void aSecretIsNeverSaid() throws IOException {
    assertThat(play(0, REGISTERS)).doesNotContain("Canary of the test").contains("<her name>");
    assertThat(play(1, REGISTERS.replace("missing: ~", "name: somebody else")))
        .doesNotContain("Canary of the test");
  }

  @Test
  void theFirstDeviationEndsTheStoryAndIsNamed() throws IOException {
    String screen =
        play(
            1,
            REGISTERS.replace("expect: 201", "expect: 200")
                + """
                  - who: Vera
                    does: goes on
                    call: GET /v1/things
                    expect: 200
                """);
    assertThat(screen)
        .contains("NOT AS EXPECTED", "expected 200, came 201", "first deviation")
        .doesNotContain("goes on");
  }

  @Test
  void aReadingIsRepeatedUntilItIsAsExpected() throws IOException {
    play(
        0,
        """
          - who: Vera
            does: waits
            call: GET /v1/things
            until: 10
            expect: 200
            answer: {reading: 3}
        """);
    assertThat(readings).hasValue(3);
  }

  @Test
  void aLongListIsReadToThePageOnWhichItIsAsExpected() throws IOException {
    String screen =
        play(
            0,
            """
              - who: Vera
                does: looks for it
                call: GET /v1/pages?limit=1
                expect: 200
                answer: {"entries[id=b].name": found}
                sees: {name: "entries[id=b].name"}
            """);
    assertThat(screen).contains("looks for it: 200, name found");
    assertThat(
            play(
                1,
                """
                  - who: Vera
                    does: looks for it
                    call: GET /v1/pages?limit=1
                    expect: 200
                    answer: {"entries[id=c].name": found}
                """))
        .contains("came nothing");
  }

  @Test
  void aStoppedStoryGoesOnWithWhatItKnewAndCanRepeatItsLastChange() throws IOException {
    Path story = story(REGISTERS + "  - {who: Vera, does: repeats, same-key: true, expect: 201}\n");
    Path bookmark = folder.resolve("bookmark.json");
    var screen = new ByteArrayOutputStream();
    assertThat(run(screen, story.toString(), "--stop-after", "1", "--state", bookmark.toString()))
        .isZero();
    assertThat(Files.readString(bookmark)).contains("\"next\" : 2").doesNotContain("Canary");
    assertThat(run(screen, "--resume", bookmark.toString())).isZero();
    assertThat(received.get(1)).isEqualTo(received.get(0));
  }

  @Test
  void whoIsAskedForTheSecondFactorShowsItWithTheNextCodeIfThisOneWasUsed() throws IOException {
    play(
        0,
        """
          - who: Vera
            does: opens it
            call: GET /v1/sealed
            expect: 200
        """);
    assertThat(signIns).hasSize(3);
    assertThat(signIns.get(0)).doesNotContain("totp=");
    assertThat(signIns.get(1)).contains("client_id=uputnica-player-gold&totp=");
    assertThat(signIns.get(2))
        .contains("client_id=uputnica-player-gold&totp=")
        .isNotEqualTo(signIns.get(1));
  }

  @Test
  void aServiceThatIsNoPracticeGoesByRealTime() throws IOException {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    play(0, READS_THE_DAY);
    assertThat(received).singleElement().asString().contains("day=" + today.substring(0, 8));
  }

  @Test
  void nowIsTheTimeOfThePracticeAlsoAfterItWasMovedAndAfterARest() throws IOException {
    practising = true;
    Path bookmark = folder.resolve("bookmark.json");
    Path story =
        story(
            READS_THE_DAY
                + "  - {who: Vera, does: lets time go by, time: P29D}\n"
                + READS_THE_DAY
                + READS_THE_DAY);
    var screen = new ByteArrayOutputStream();
    assertThat(run(screen, story.toString(), "--stop-after", "3", "--state", bookmark.toString()))
        .isZero();
    assertThat(run(screen, "--resume", bookmark.toString())).isZero();
    assertThat(received)
        .extracting(it -> it.replaceAll(".*(day=[0-9-]+).*", "$1"))
        .containsExactly("day=2041-05-01", "day=2041-05-30", "day=2041-05-30");
  }

  @Test
  void whatCannotBePlayedIsSaidInOneLine() throws IOException {
    assertThat(run(new ByteArrayOutputStream(), "no-such-story")).isEqualTo(2);
    assertThat(run(new ByteArrayOutputStream())).isEqualTo(2);
    assertThat(run(new ByteArrayOutputStream(), "all", "--stop-after", "3")).isEqualTo(2);
  }

  @Test
  void pathsLeadIntoAnswers() {
    var json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray("tracks");
    list.addObject().put("track", "overall").put("state", "ST-ACTIVE");
    list.addObject().put("track", "referral").put("state", "RF-DRF");
    assertThat(Paths.find(json, "tracks[track=referral].state").asText()).isEqualTo("RF-DRF");
    assertThat(Paths.find(json, "tracks[0].state").asText()).isEqualTo("ST-ACTIVE");
    assertThat(Paths.find(json, "tracks.count").asInt()).isEqualTo(2);
    assertThat(Paths.find(json, "tracks[*].state").toString())
        .isEqualTo("[\"ST-ACTIVE\",\"RF-DRF\"]");
    assertThat(Paths.find(json, "tracks[track=none].state").isMissingNode()).isTrue();
  }

  private String play(int exit, String steps) throws IOException {
    var screen = new ByteArrayOutputStream();
    assertThat(run(screen, story(steps).toString())).isEqualTo(exit);
    return screen.toString(StandardCharsets.UTF_8);
  }

  private Path story(String steps) throws IOException {
    return Files.writeString(folder.resolve("story.yaml"), STORY + steps);
  }

  private int run(ByteArrayOutputStream screen, String... words) {
    String address = "http://localhost:" + server.getAddress().getPort();
    var print = new PrintStream(screen, true, StandardCharsets.UTF_8);
    return Player.run(
        Map.of("UPUTNICA_URL", address, "UPUTNICA_KEYCLOAK_URL", address), print, print, words);
  }

  private void things(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var line = new ArrayList<String>();
    line.add(exchange.getRequestMethod());
    line.add(exchange.getRequestURI().toString());
    line.add(headers.getFirst("Authorization"));
    line.add("key=" + headers.getFirst("Idempotency-Key"));
    line.add("if=" + headers.getFirst("If-Match"));
    received.add(String.join(" ", line));
    exchange.getResponseHeaders().set("ETag", "\"4\"");
    switch (exchange.getRequestMethod()) {
      case "POST" -> answer(exchange, 201, "{\"id\":7,\"name\":\"Canary of the test\"}");
      case "PUT" -> answer(exchange, 200, "{}");
      default -> answer(exchange, 200, "{\"reading\":" + readings.incrementAndGet() + "}");
    }
  }

  private void practice(HttpExchange exchange) throws IOException {
    String by = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!by.isEmpty()) {
      moved = Duration.parse(by.replaceAll(".*\"(P[^\"]*)\".*", "$1"));
    }
    answer(exchange, practising ? 200 : 404, "{\"now\":\"" + begun.plus(moved) + "\"}");
  }

  /** As Keycloak does it when the code of this half minute was used already. */
  private void signsIn(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean factor = form.contains("totp=");
    boolean used = factor && signIns.stream().noneMatch(it -> it.contains("totp="));
    signIns.add(form);
    if (used) {
      answer(exchange, 401, "{\"error\":\"invalid_grant\"}");
    } else {
      String token = factor ? "gold" : "t";
      answer(exchange, 200, "{\"access_token\":\"" + token + "\",\"expires_in\":300}");
    }
  }

  private static void pages(HttpExchange exchange) throws IOException {
    String asked = String.valueOf(exchange.getRequestURI());
    answer(
        exchange,
        200,
        asked.equals("/v1/pages?limit=1&cursor=n+1")
            ? "{\"entries\":[{\"id\":\"b\",\"name\":\"found\"}]}"
            : "{\"entries\":[{\"id\":\"a\"}],\"next\":\"n 1\"}");
  }

  private static void sealed(HttpExchange exchange) throws IOException {
    if (exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer gold")) {
      answer(exchange, 200, "{}");
    } else {
      exchange
          .getResponseHeaders()
          .set("WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\"");
      answer(exchange, 401, "{}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
