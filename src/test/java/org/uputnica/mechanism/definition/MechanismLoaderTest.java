package org.uputnica.mechanism.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.TrackCode;

/** Files are read strictly; every mistake is answered with file, line and what to do. */
class MechanismLoaderTest {
  private static final Path FILES = Path.of("src/main/resources/mechanisms");

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
          base/identification.yaml | when-adult: [consent-given: CS-NRM], when-child: [guardian-named], starts: [DL-RG, DL-CG], part-of: N08 } | when-adult: [consent-given: CS-NRN], part-of: N08 } | there is no CS-NRN
          base/identification.yaml | code: T002            | code: T003             | T003 leaves
          base/clocks.yaml         | length: PT24H,  starts-when: a child is presumed | length: soon, starts-when: a child is presumed | "soon" is no length
          base/clocks.yaml         | grace: PT6H,          |                        | grace and escalate-then-expire belong together
          base/clocks.yaml         | when-passed: remind,  | when-passed: remind, grace: PT1H, | grace and escalate-then-expire belong together
          countries/me.yaml        | DL-RG:   { length: P5D, | DL-RG:   { length: P5D, grace: P1D, | grace and escalate-then-expire belong together
          base/inputs.yaml         | kind: place,        label: place of the contact | kind: poem, label: place of the contact | "poem" is no kind of input
          countries/al.yaml        | because: P-IDCHOICE   | because: P-DOC-TEXT    | P-DOC-TEXT is not in this file
          countries/al.yaml        | step: T005            | step: T999             | no track has the step T999
          countries/me.yaml        | P-HELP:               | P-HELLO:               | there is no parameter P-HELLO
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

  @Test
  void aNewCountryIsANewFile() throws IOException {
    copy();
    Path macedonia = directory.resolve("countries/mk.yaml");
    Files.writeString(
        macedonia,
        Files.readString(directory.resolve("countries/me.yaml"))
            .replace("country: ME", "country: MK"));
    assertThat(MechanismLoader.ofDirectory(directory).countries())
        .containsOnlyKeys("AL", "ME", "MK");
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
      assertThat(files.base()).hasSize(8);
      assertThat(files.countries()).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileTellsEditorsItsSchema(Path file) throws IOException {
    assertThat(Files.readString(file))
        .startsWith("# yaml-language-server: $schema=../mechanism.schema.json");
  }
}
