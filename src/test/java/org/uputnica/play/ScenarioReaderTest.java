package org.uputnica.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scenario file is understood completely, or not at all. */
class ScenarioReaderTest {
  private static final String HEAD =
      """
      scenario: "00  A test"
      people: {Vera: {login: vera, is: border police}}
      forms:
        basis: {a: 1, b: 2}
        wider: {like: basis, b: 3}
      steps:
        - who: Vera
      """;

  static Stream<String> bundled() {
    return Player.SCENARIOS.stream();
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void everyScenarioThatComesWithTheServiceIsUnderstood(String name) {
    Scenario scenario = Player.find(name);
    assertThat(scenario.steps()).isNotEmpty();
    assertThat(scenario.steps()).anyMatch(Step::impossible).anyMatch(step -> !step.impossible());
    assertThat(name).startsWith(scenario.title().substring(0, 2).toLowerCase(Locale.ROOT) + "-");
  }

  @Test
  void twoDotsNameAllStoriesBetween() {
    assertThat(Player.named("01..20"))
        .hasSize(20)
        .startsWith("01-night-at-the-border")
        .endsWith("20-a-country-leaves");
    assertThat(Player.named("al..ba")).hasSize(2);
    assertThat(Player.named("07..07")).containsExactly("07-no-bed-free");
    assertThat(Player.named("01")).containsExactly("01");
    assertThat(Player.named("../own/story.yaml")).containsExactly("../own/story.yaml");
    for (String wrong : List.of("20..01", "01..99", "00..02")) {
      assertThatThrownBy(() -> Player.named(wrong))
          .isInstanceOf(ScenarioMistake.class)
          .hasMessageContaining(wrong);
    }
  }

  @Test
  void everyFileInTheFolderIsOnTheList() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/scenarios"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(Player.SCENARIOS);
    }
  }

  @Test
  void noSecretIsUsedInTwoScenariosOrIsTooPlainToBeFound() {
    Map<String, String> seen = new HashMap<>();
    for (String name : withTheSeventhCountry()) {
      Player.find(name)
          .secrets()
          .values()
          .forEach(secret -> {
            assertThat(secret).hasSizeGreaterThan(10).matches("\\p{ASCII}+");
            assertThat(seen.put(secret, name)).as(secret).isNull();
          });
    }
  }

  private static List<String> withTheSeventhCountry() {
    List<String> names = new ArrayList<>(Player.SCENARIOS);
    names.add(ScenarioIT.BULGARIA);
    return names;
  }

  @Test
  void aFormFillsUpWhatTheBodyDoesNotSay() {
    Step step =
        read(
            """
                does: something
                call: POST /v1/cases
                body: {like: wider, c: {like: basis}, d: [{like: basis, a: 0}]}
                expect: 201
            """);
    assertThat(step.call())
        .extracting(Step.Call::body)
        .hasToString("{\"a\":1,\"b\":3,\"c\":{\"a\":1,\"b\":2},\"d\":[{\"a\":0,\"b\":2}]}");
  }

  @Test
  void aStepIsSentFromADeviceOrFromADesk() {
    String call = "    does: x\n    call: GET /v1/me\n    expect: 200\n";
    assertThat(read(call).call()).extracting(Step.Call::device).isNull();
    assertThat(read(call + "    device: her phone\n").call())
        .extracting(Step.Call::device)
        .isEqualTo("her phone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    does: x\n    call: GET /v1/me\n    expect: 200\n    expects: 200\n",
        "    does: x\n    impossible: x\n    call: GET /v1/me\n    expect: 200\n",
        "    call: GET /v1/me\n    expect: 200\n",
        "    does: x\n    call: DELETE /v1/me\n    expect: 200\n",
        "    does: x\n    call: GET /v1/me\n    expect: fine\n",
        "    does: x\n    call: GET /v1/me\n    expect: 403 forbidden\n",
        "    impossible: x\n    call: GET /v1/me\n    expect: 403\n",
        "    impossible: x\n    call: GET /v1/me\n    expect: 200\n",
        "    does: x\n    call: POST /v1/me\n    until: 5\n    expect: 200\n",
        "    does: x\n    call: GET /v1/me\n    until: 500\n    expect: 200\n",
        "    does: x\n    call: POST /v1/cases\n    body: {like: nothing}\n    expect: 201\n",
        "    does: x\n    expect: 200\n",
        "    does: x\n    time: -P1D\n",
        "    does: x\n    time: P\n",
        "    does: x\n    time: P1Y\n",
        "    impossible: x\n    time: P1D\n",
        "    does: x\n    time: P1D\n    expect: 200\n",
        "    does: x\n    time: P1D\n    call: GET /v1/me\n"
      })
  void whatCannotBeMeantIsAMistake(String step) {
    assertThatThrownBy(() -> read(step))
        .isInstanceOf(ScenarioMistake.class)
        .hasMessageContaining("in step 1");
  }

  @Test
  void timeGoesByInAStepOfItsOwn() {
    Step step = read("    does: lets a month go by\n    time: P29DT12H\n");
    assertThat(step.movesTime()).isTrue();
    assertThat(step.call())
        .isEqualTo(
            new Step.Call(
                "POST",
                "/v1/practice/clock",
                JsonNodeFactory.instance.objectNode().put("by", "P29DT12H"),
                null,
                null,
                null,
                false,
                null,
                null));
  }

  @Test
  void herOwnPageAndWhatIsHersAloneHaveWordsOfTheirOwn() {
    Step step =
        read(
            """
                does: opens her page
                call: GET /v1/door/consents
                session: <her page>
                secret: {her other page: session}
                expect: 200
            """);
    assertThat(step.call()).extracting(Step.Call::session).isEqualTo("<her page>");
    assertThat(step.secrets()).containsEntry("her other page", "session");
  }

  private static Step read(String step) {
    return ScenarioReader.read("test", HEAD + step).steps().getFirst();
  }
}
