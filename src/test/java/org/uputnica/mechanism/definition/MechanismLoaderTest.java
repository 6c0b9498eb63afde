package org.uputnica.mechanism.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.mechanism.Procedures;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.IdentificationStage;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TrackCode;

/** Files are read strictly; every mistake is answered with file, line and what to do. */
class MechanismLoaderTest {
  private static final Path FILES = Path.of("src/main/resources/mechanisms");
  private static final Path BULGARIA = Path.of("docs/mechanisms/examples/countries/bg.yaml");

  @TempDir Path directory;

  static Stream<Path> files() throws IOException {
    try (Stream<Path> found = Files.walk(FILES)) {
      return found.filter(path -> path.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private void copy() throws IOException {
    for (Path file : files().toList()) {
      Path target = directory.resolve(FILES.relativize(file).toString());
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.copy(file, target);
    }
  }

  @Test
  void aCopyOfTheFilesMakesTheSameProcedures() throws IOException {
    copy();
    assertThat(MechanismLoader.ofDirectory(directory).countries().get("AL"))
        .isNotNull()
        .extracting(mechanism -> mechanism.version())
        .isEqualTo(Procedures.of("AL").version());
  }

  // One mistake each: file | what stands there | what is written instead | what the message says,
  // after file and line
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          base/referral.yaml       | to: RF-CNS,           | to: RF-CONSENT,        | this track has no state RF-CONSENT
          base/referral.yaml       | by: [R-SHELTER@counterpart, R-LAW@counterpart], asks: [question] | by: [R-HOUSE@counterpart], asks: [question] | there is no role R-HOUSE
          base/referral.yaml       | asks: [question]      | asks: [query]          | there is no input query
          base/referral.yaml       | items-equal-consent, receiver-active | items-equal, receiver-active | "items-equal" is no condition
          base/referral.yaml       | starts: [DL-EMERG]    | starts: [DL-SOON]      | there is no clock DL-SOON
          base/referral.yaml       | does: [release-place, close-access, tell-referrer] | does: [shout] | "shout" is nothing a step can do
          base/referral.yaml       | kind: initial         | colour: red, kind: initial | "colour" means nothing here
          base/referral.yaml       | may-give: [alternative, no-alternative-known], | | T026 needs the input
          base/referral.yaml       | asks: [priority, meeting-place, companion] | asks: [meeting-place, companion] | answer-by-priority is chosen by the input priority
          base/identification.yaml | when-adult: [consent-given: CS-NRM], when-child: [guardian-named, body-decides-on-children], starts: [DL-RG, DL-CG], part-of: N08 } | when-adult: [consent-given: CS-NRN], part-of: N08 } | there is no CS-NRN
          base/identification.yaml | code: T002            | code: T003             | T003 leaves
          base/clocks.yaml         | length: PT24H,  starts-when: a child is presumed | length: soon, starts-when: a child is presumed | "soon" is no length
          base/clocks.yaml         | grace: PT6H,          |                        | grace and escalate-then-expire belong together
          base/clocks.yaml         | when-passed: remind,  | when-passed: remind, grace: PT1H, | grace and escalate-then-expire belong together
          countries/me.yaml        | DL-RG:   { length: P5D, | DL-RG:   { length: PT36H, | working days are whole days
          countries/me.yaml        | zone: Europe/Podgorica | zone: Podgorica | "Podgorica" is no time zone
          base/clocks.yaml         | counts: working-days, length | counts: moons, length | "moons" is nothing a clock counts
          base/clocks.yaml         | extended-by: [R-ID@counterpart], approved-by: [R-COORD@country] | extended-by: [R-ID@counterpart] | extended-by and approved-by belong together
          base/clocks.yaml         | { after: PT24H, tells: [R-COORD@country, R-FRONT@owner] }], | { after: PT6H, tells: [R-COORD@country, R-FRONT@owner] }], | an escalation comes later than the one before
          countries/me.yaml        | DL-RG:   { length: P5D, | DL-RG:   { length: P5D, grace: P1D, | grace and escalate-then-expire belong together
          base/inputs.yaml         | kind: place,        label: place of the contact | kind: poem, label: place of the contact | "poem" is no kind of input
          countries/al.yaml        | because: P-IDCHOICE   | because: P-WISH        | P-WISH is not in this file
          countries/al.yaml        | step: T005            | step: T999             | no track has the step T999
          countries/me.yaml        | P-HELP:               | P-HELLO:               | there is no parameter P-HELLO
          countries/me.yaml        | clocks:               | times:                 | "times" means nothing here
          countries/me.yaml        | P-IDCHOICE:      { value: no, | P-IDCHOICE:      { value: maybe, | "maybe" cannot stand here; use one of [yes, no]
          countries/me.yaml        | { days: 90 }          | { days: ninety }       | "ninety" is not a whole number
          countries/me.yaml        | { days: 90 }          | { weeks: 12 }          | "weeks" means nothing here
          countries/me.yaml        | value: { body: centre for social work, hours: 24 } | value: { body: centre for social work } | "hours" is missing
          countries/me.yaml        | partner: AL, year     | partner: Albania, year | "Albania" is no country
          countries/me.yaml        | { level: HIGH }       | { level: EXTREME }     | "EXTREME" cannot stand here; use one of [LOW, MEDIUM, HIGH]
          countries/me.yaml        | TR-PVT                | TR-PERHAPS             | "TR-PERHAPS" cannot stand here
          countries/me.yaml        | { value: not looked up,                                  source: { text: not looked up, confirmed: no } } | { value: not looked up, source: { text: not looked up, confirmed: yes } } | P-REFL-CHILD is confirmed but was not looked up
          countries/xk.yaml        | kind: confirmation, label: the person may leave | kind: wish, label: the person may leave | "wish" is no kind of input
          countries/xk.yaml        | may-give: [free-to-leave, | may-give: [free-to-go, | there is no input free-to-go
          countries/me.yaml        | country: ME           | country: MK            | the file of MK is called countries/me.yaml
          """)
  void aMistakeIsFoundInItsLine(String file, String right, @Nullable String wrong, String message)
      throws IOException {
    copy();
    Path path = directory.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(right);
    String replacement = wrong == null ? "" : wrong;
    Files.writeString(
        path, text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(replacement)));
    long line = text.substring(0, text.indexOf(right)).lines().count();
    assertThatExceptionOfType(MechanismFileException.class)
        .isThrownBy(() -> MechanismLoader.ofDirectory(directory).countries())
        .satisfies(found ->
            assertThat(found.findings())
                .allSatisfy(one -> assertThat(one.file()).isEqualTo(file))
                .anySatisfy(one -> assertThat((long) one.line()).isBetween(line - 1, line + 2)))
        .withMessageContaining(message)
        .withMessageContaining("; ");
  }

  @Test
  void brokenYamlIsAMistakeLikeAnother() throws IOException {
    copy();
    Files.writeString(directory.resolve("base/overall.yaml"), "track: overall\nsteps: [ {\n");
    assertThatExceptionOfType(MechanismFileException.class)
        .isThrownBy(() -> MechanismLoader.ofDirectory(directory).base())
        .withMessageStartingWith("base/overall.yaml:");
  }

  @Test
  void aNewTrackIsANewFile() throws IOException {
    copy();
    Files.writeString(
        directory.resolve("base/justice.yaml"),
        """
        track: justice
        order: 5
        label: Justice
        question: What does the person want from the courts?
        instances: many
        opens: { code: OPEN-JU, label: nothing known, to: JU-NO, by: [R-CASE@owner] }
        states:
          - { code: JU-NO,  label: no proceedings, kind: initial }
          - { code: JU-END, label: closed, kind: end }
        steps:
          - { code: T034, label: report made, from: [JU-NO], to: JU-END, by: [R-PERSON@owner] }
        """);
    assertThat(MechanismLoader.ofDirectory(directory).countries().get("ME"))
        .isNotNull()
        .satisfies(mechanism -> assertThat(mechanism.track(TrackCode.of("justice"))).isPresent())
        .satisfies(mechanism ->
            assertThat(
                    mechanism
                        .track(TrackCode.of("justice"))
                        .orElseThrow()
                        .leaving(StateCode.of("JU-NO")))
                .hasSize(1));
  }

  private Mechanism invented(String parameters) throws IOException {
    copy();
    Path file = directory.resolve("countries/xk.yaml");
    String others = Files.readString(file);
    for (String code : List.of("P-REFL-ADULT", "P-REFL-CHILD", "P-REFL-START")) {
      if (parameters.contains(code)) {
        others = others.replaceFirst("(?m)^  " + code + ":.*\\n(    .*\\n)*", "");
      }
    }
    Files.writeString(
        file, others.replaceFirst("(?m)^parameters:.*\\n", "parameters:\n" + parameters));
    return Objects.requireNonNull(MechanismLoader.ofDirectory(directory).countries().get("XK"));
  }

  @Test
  void aCountrySaysHowLongTheTimeToRecoverIsAndWhenItMayStart() throws IOException {
    Mechanism mechanism =
        invented(
            """
              P-REFL-ADULT: { value: { days: 60 }, source: { text: invented, confirmed: no } }
              P-REFL-CHILD: { value: { days: 180 }, source: { text: invented, confirmed: no } }
              P-REFL-START: { value: DECISION, source: { text: invented, confirmed: no } }
            """);
    Clock recovery = mechanism.clock(ClockCode.of("DL-REFL-MAX")).orElseThrow();
    assertThat(recovery.lasts(AgeRule.ADULT)).hasValue(Duration.ofDays(60));
    assertThat(recovery.lasts(AgeRule.CHILD)).hasValue(Duration.ofDays(180));
    assertThat(start(mechanism))
        .containsExactly(new Guard.ReflectionMayStart(IdentificationStage.DECISION));
    assertThat(start(Procedures.BASE))
        .containsExactly(new Guard.ReflectionMayStart(IdentificationStage.PRESUMPTION));
  }

  private static List<Guard> start(Mechanism mechanism) {
    return mechanism
        .track(TrackCode.of("legal-status"))
        .orElseThrow()
        .step(StateCode.of("LG-NONE"), StepCode.of("T031"))
        .orElseThrow()
        .when();
  }

  @Test
  void aStartThatNobodyKnowsIsAMistake() {
    assertThatExceptionOfType(MechanismFileException.class)
        .isThrownBy(() ->
            invented(
                "  P-REFL-START: { value: TOMORROW, source: { text: invented, confirmed: no } }\n"))
        .withMessageContaining("\"TOMORROW\" cannot stand here; use one of [PRESUMPTION,");
  }

  @Test
  void aCountryWithoutAWordForChildrenSetsNoneOfAnAdultForThem() throws IOException {
    Clock recovery =
        invented(
                "  P-REFL-ADULT: { value: { days: 90 }, source: { text: invented, confirmed: no } }\n")
            .clock(ClockCode.of("DL-REFL-MAX"))
            .orElseThrow();
    assertThat(recovery.lasts(AgeRule.ADULT)).hasValue(Duration.ofDays(90));
    assertThat(recovery.lasts(AgeRule.CHILD)).isEmpty();
    assertThat(
            Procedures.BASE.clock(ClockCode.of("DL-REFL-MIN")).orElseThrow().lasts(AgeRule.CHILD))
        .hasValue(Duration.ofDays(30));
  }

  @Test
  void aParameterThatIsMissingIsNamed() throws IOException {
    copy();
    Path path = directory.resolve("countries/me.yaml");
    String text = Files.readString(path);
    Files.writeString(path, text.replaceFirst("(?m)^  P-RETENT:.*\\n", ""));
    assertThatExceptionOfType(MechanismFileException.class)
        .isThrownBy(() -> MechanismLoader.ofDirectory(directory).countries())
        .withMessageStartingWith("countries/me.yaml:")
        .withMessageContaining("P-RETENT is missing; add every parameter");
  }

  @Test
  void aNewCountryIsANewFileAndNothingElse() throws IOException {
    Path countries = Files.createDirectories(directory.resolve("countries"));
    Files.copy(BULGARIA, countries.resolve("bg.yaml"));
    Map<String, Mechanism> found = MechanismLoader.ofDirectory(directory).countries();
    assertThat(found).containsOnlyKeys("AL", "BA", "BG", "ME", "MK", "RS", "XK");
    Mechanism bulgaria = Objects.requireNonNull(found.get("BG"));
    assertThat(bulgaria.parameter("P-CHILD-NOTIFY").orElseThrow().words("bodies"))
        .containsExactly(
            "child protection agency", "ministry of the interior", "national commission");
    assertThat(bulgaria.parameter("P-REFL-START").orElseThrow().part("value")).contains("DECISION");
    assertThat(bulgaria.parameter("P-REFL-CHILD").orElseThrow().part("days")).isEmpty();
    assertThat(
            bulgaria
                .track(TrackCode.of("identification"))
                .orElseThrow()
                .step(StateCode.of("ID-PRE"), StepCode.of("T005"))
                .orElseThrow()
                .inputNames())
        .contains("told-all-three");
    assertThat(Objects.requireNonNull(found.get("ME")).version())
        .isEqualTo(Procedures.of("ME").version());
  }

  @Test
  void anOperatorsFileStandsInsteadOfOursAndTheOthersStay() throws IOException {
    Path countries = Files.createDirectories(directory.resolve("countries"));
    String ours = Files.readString(FILES.resolve("countries/me.yaml"));
    assertThat(ours).contains("DL-RG:   { length: P5D,");
    Files.writeString(
        countries.resolve("me.yaml"),
        ours.replace("DL-RG:   { length: P5D,", "DL-RG:   { length: P7D,"));
    Map<String, Mechanism> found = MechanismLoader.ofDirectory(directory).countries();
    assertThat(found).containsOnlyKeys(Procedures.COUNTRIES.keySet());
    assertThat(Objects.requireNonNull(found.get("ME")).clock(ClockCode.of("DL-RG")))
        .flatMap(Clock::lasts)
        .contains(Duration.ofDays(7));
    assertThat(Objects.requireNonNull(found.get("AL")).version())
        .isEqualTo(Procedures.of("AL").version());
  }

  @Test
  void aDirectoryWithoutAProcedureIsAMistake() {
    assertThatExceptionOfType(MechanismFileException.class)
        .isThrownBy(() -> MechanismLoader.ofDirectory(directory))
        .withMessageContaining("there is no procedure in this directory");
  }

  @Test
  void filesAreReadOutOfAPackagedJarToo() throws IOException {
    Path jar = directory.resolve("packed with a space.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      for (Path file :
          Stream.concat(files(), Stream.of(FILES.resolve("mechanism.schema.json"))).toList()) {
        packed.putNextEntry(new JarEntry("mechanisms/" + FILES.relativize(file)));
        packed.write(Files.readAllBytes(file));
        packed.closeEntry();
      }
    }
    URI uri = jar.toUri();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {uri.toURL()}, null)) {
      MechanismFiles files = MechanismFiles.ofClasspath(loader);
      assertThat(files.base()).hasSize(11);
      assertThat(files.countries()).hasSize(6);
    }
  }

  static Stream<Path> filesAndTheExample() throws IOException {
    return Stream.concat(files(), Stream.of(BULGARIA));
  }

  @ParameterizedTest
  @MethodSource("filesAndTheExample")
  void everyFileFitsTheSchemaThatEditorsUse(Path file) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(FILES.resolve("mechanism.schema.json")));
    JsonNode content = new YAMLMapper().readTree(Files.readString(file));
    assertThat(schema.validate(content)).isEmpty();
    String line = Files.readString(file).lines().findFirst().orElse("");
    assertThat(line)
        .matches("# yaml-language-server: \\$schema=(\\.\\./)+(.*/)?mechanism\\.schema\\.json");
    assertThat(file.resolveSibling(line.substring(line.indexOf('=') + 1))).exists();
  }
}
