package org.uputnica.mechanism.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.mechanism.Procedures;

/** Procedure files are looked at like a program: every mistake, with its line, at once. */
class MechanismCheckTest {
  private static final Path FILES = Path.of("src/main/resources/mechanisms");

  @TempDir Path directory;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> found = Files.walk(FILES)) {
      for (Path file : found.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Path target = directory.resolve(FILES.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(file, target);
      }
    }
  }

  private MechanismCheck check() {
    return MechanismCheck.of(MechanismLoader.ofDirectory(directory));
  }

  /** Writes a mistake and returns the line it is in. */
  private int seed(String file, String right, @Nullable String wrong) throws IOException {
    Path path = directory.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(right);
    int at = text.indexOf(right);
    Files.writeString(
        path,
        text.substring(0, at)
            + Objects.requireNonNullElse(wrong, "")
            + text.substring(at + right.length()));
    return (int) text.substring(0, at).chars().filter(sign -> sign == '\n').count() + 1;
  }

  // One mistake each: file | what stands there | what is written instead | lines from there to the
  // finding | what is found
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          base/assistance.yaml     | steps:\\n             | states-of-the-past: []\\nsteps:\\n | 0 | "states-of-the-past" means nothing here
          base/inputs.yaml         | lists:\\n             | ~  - { name: shoe-size, kind: number, label: size of shoes }\\nlists:\\n~ | 0 | no step asks for the input shoe-size
          base/clocks.yaml         | code: DL-RG,          | code: DL-SOON,          | 0 | there is no deadline DL-SOON
          base/overall.yaml        | ~T046, T076], text: "Where~ | ~T046, T999], text: "Where~ | 0 | the note is about T999
          base/overall.yaml        | come back after handover, from: [ST-CLREF] | come back after handover, from: [ST-CLOSED] | -21 | ST-CLREF is a dead end
          base/overall.yaml        | ~to: ST-CLREF,  by~   | ~to: ST-CLOSED, by~     | -17 | no way leads to ST-CLREF
          base/overall.yaml        | consent-answered: CS-POST | consent-answered: CS-PAST | 0 | there is no CS-PAST
          base/referral.yaml       | ~by: [R-SHELTER@counterpart, R-LAW@counterpart], starts: [DL-CSWURG],~ | ~by: [R-XB@abroad], starts: [DL-CSWURG],~ | 0 | nobody can ever take T022
          base/referral.yaml       | starts: [DL-EMERG]    | starts: [DL-EMERG, DL-MISS, DL-CHILD, DL-XBR-ACK] | -1 | T021 starts DL-XBR-ACK, which nothing stops
          base/referral.yaml       | resumes: [answer-by-priority, DL-CSWURG] | resumes: [answer-by-priority] | -1 | T023 pauses DL-CSWURG, which nothing resumes
          base/referral.yaml       | clock-passed: answer-by-priority, escalated | clock-passed: DL-RET, escalated | 0 | T055 can never be taken: never holds that the time of `DL-RET`
          base/overall.yaml        | when: [risk-fresh]    | when: [adults-only, children-only] | 0 | T082 can never be taken: never holds that the person is
          base/overall.yaml        | no-open-referral, no-open-request, deadlines-answered | deadlines-answered | 0 | T045 closes the case over something open
          base/overall.yaml        | ~asks: [what-happened], when: [all-consents-new]~ | ~asks: [what-happened], when: [risk-fresh]~ | 0 | T081 opens the case again before she was asked anew
          base/justice.yaml        | ~no-link-with-help], when: [case-open],~ | ~no-link-with-help],~ | 0 | OPEN-JU begins something in a closed case
          base/cross-border.yaml   | ~reopen-solution, alarm-both-coordinators, consider-missing], part-of: R05~ | ~reopen-solution], part-of: R05~ | -1 | T043 ends a journey and nobody looks for who is on the way
          base/overall.yaml        | code: T077, label: contact again, | code: T977, label: contact again, | 0 | the text step.T977 is missing in en, sq, bs, cnr, sr-Latn, sr-Cyrl, mk
          countries/me.yaml        | ~value: { days: 90 }~   | ~value: { days: 90, only-for: FOREIGN }~ | 0 | T031 begins for everybody a time
          countries/me.yaml        | partner: AL, year: 2014 | partner: AL, until: next year | 0 | "next year" is no day
          countries/me.yaml        | P-RETENT:             | ~P-LOCALE-OLD:~         | 0 | there is no parameter P-LOCALE-OLD
          base/clocks.yaml         | from: [meeting-at, reception-date] | from: [meeting-at, service-date] | 0 | DL-HAND counts from service-date, which no step that starts it asks
          base/clocks.yaml         | from: [meeting-at, reception-date] | from: [companion] | 0 | DL-HAND counts from companion, which is no day and no moment
          base/clocks.yaml         | warns: PT6H, warned:  | warns: PT24H, warned:   | -1 | the warning comes before the clock begins
          base/clocks.yaml         | warns: PT24H, warned: | warned:                 | 0 | nobody says how long before these are warned
          base/clocks.yaml         | grace: PT6H, tells:   | grace: PT6H, repeats: yes, tells: | 0 | a clock that ends a request is told once
          base/referral.yaml       | starts: [DL-ASK]      | starts: [DL-ASK, DL-MON-1 again] | 0 | T023 names DL-MON-1, which no step of this track starts
          countries/rs.yaml        | DL-CSWURG: { length: PT24H, | DL-CSWURG: { length: PT24H, warns: P2D, | 0 | the warning comes before the clock begins
          base/clocks.yaml         | length: PT24H,  starts-when: a child is presumed | length: PT24M,  starts-when: a child is presumed | 0 | "length"
          """)
  void aMistakeIsFoundInItsLine(
      String file, String right, String wrong, int further, String finding) throws IOException {
    int line = seed(file, right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
    assertThat(check().findings())
        .as("%s", file)
        .filteredOn(found -> found.wrong().contains(finding))
        .singleElement()
        .satisfies(found -> assertThat(found.file()).isEqualTo(file))
        .satisfies(found -> assertThat(found.line()).isEqualTo(line + further))
        .satisfies(found -> assertThat(found.whatToDo()).isNotBlank());
  }

  @Test
  void aCountryOfYourOwnSpeaksEveryLanguageOfTheStaff() {
    MechanismLoader example = MechanismLoader.ofDirectory(Path.of("docs/mechanisms/examples"));
    assertThat(MechanismCheck.of(example).findings()).isEmpty();
    assertThat(example.texts().text("input.told-all-three", Locale.forLanguageTag("sr-Cyrl")))
        .hasValueSatisfying(text -> assertThat(text).startsWith("агенција"));
  }

  @Test
  void textsOfYourOwnAreLookedAtLineByLine() throws IOException {
    Path texts = Files.createDirectories(directory.resolve("texts"));
    Files.writeString(
        texts.resolve("mk.properties"), "# ours\nstep.T077=a\\\n  b\n\nstep.T999=c\n");
    Files.writeString(texts.resolve("sq.properties"), "step.T077=a\nstep.T077=b\n");
    Files.writeString(texts.resolve("en.properties"), "step.T077=\\u00zz\n");
    Files.writeString(texts.resolve("de.properties"), "step.T077=a\n");
    assertThat(check().wrong()).isEmpty();
    assertThat(check().findings())
        .extracting(Finding::file, Finding::line, Finding::wrong)
        .containsExactly(
            tuple("texts/de.properties", 1, "the staff is not spoken to in \"de\""),
            tuple("texts/en.properties", 1, "an escape cannot be read"),
            tuple("texts/mk.properties", 5, "nothing in the procedures is called step.T999"),
            tuple("texts/sq.properties", 2, "the text step.T077 stands in line 1 already"));
    assertThat(MechanismLoader.ofDirectory(directory).texts().text("step.T077", Locale.of("mk")))
        .contains("ab");
  }

  @Test
  void everythingIsToldAtOnce() throws IOException {
    int scope = seed("base/overall.yaml", "consent-answered: CS-POST", "consent-answered: CS-PAST");
    int role =
        seed("base/referral.yaml", "by: [R-FRONT@owner, R-CASE@owner],", "by: [R-BOSS@owner],");
    int state = seed("base/referral.yaml", "to: RF-CNS,", "to: RF-CONSENT,");
    Files.writeString(directory.resolve("base/assistance.yaml"), "track: assistance\nsteps: [ {\n");
    List<Finding> wrong = check().wrong();
    assertThat(wrong)
        .extracting(Finding::file, Finding::line)
        .contains(
            tuple("base/overall.yaml", scope),
            tuple("base/referral.yaml", role),
            tuple("base/referral.yaml", state));
    assertThat(wrong).extracting(Finding::file).contains("base/assistance.yaml").hasSize(4);
    assertThatExceptionOfType(MechanismFileException.class)
        .isThrownBy(() -> check().required())
        .withMessage(String.join("\n", wrong.stream().map(Finding::toString).toList()));
  }

  @Test
  void aFileOfTheBaseThatIsNotThereIsAFinding() {
    Map<String, String> texts = Procedures.LOADER.textOf(Procedures.of("ME"));
    texts.remove("base/inputs.yaml");
    assertThat(MechanismCheck.of(MechanismLoader.ofTexts(texts)).wrong())
        .extracting(Finding::toString)
        .containsExactly("base/inputs.yaml:1: the file is missing; put it there");
  }

  @Test
  void whatIsUnfinishedDoesNotStopAService() throws IOException {
    int line = seed("base/overall.yaml", "code: T077,", "code: T977,");
    MechanismCheck check = check();
    assertThat(check.findings())
        .filteredOn(found -> found.file().equals("base/overall.yaml"))
        .singleElement()
        .satisfies(found -> assertThat(found.weight()).isEqualTo(Finding.Weight.UNFINISHED))
        .satisfies(found -> assertThat(found.line()).isEqualTo(line));
    assertThat(check.required()).containsKey("ME");
  }

  @Test
  void theFilesOfThisProgramAreClean() {
    assertThat(MechanismCheck.of(MechanismLoader.ofClasspath()).findings()).isEmpty();
  }
}
