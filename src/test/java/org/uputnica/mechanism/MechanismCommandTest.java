package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./uputnica mechanism check}: what it prints, and with what it ends. */
class MechanismCommandTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @TempDir Path directory;

  private int run(String... arguments) {
    return MechanismCommand.run(
        directory, new PrintStream(printed, true, StandardCharsets.UTF_8), arguments);
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void countryFile(String text) throws IOException {
    Path mine = Files.createDirectories(directory.resolve("mine/countries"));
    Files.createDirectories(directory.resolve("mine/base"));
    Files.writeString(mine.resolve("xx.yaml"), text);
  }

  @Test
  void theProceduresOfTheProgramAreLookedAt() {
    assertThat(run("check")).isZero();
    assertThat(output().lines())
        .filteredOn(line -> line.contains("; 8 invariants, 0 violations"))
        .extracting(line -> line.substring(0, 2))
        .containsExactlyElementsOf(Procedures.COUNTRIES.keySet());
  }

  @Test
  void aCountryThatBreaksARuleIsToldTheWay() throws IOException {
    String text = Files.readString(Path.of("src/main/resources/mechanisms/base/referral.yaml"));
    Path base = Files.createDirectories(directory.resolve("mine/base"));
    Files.writeString(
        base.resolve("referral.yaml"),
        text.replace(
            "label: give feedback and close,  from: [RF-ARR, RF-SERV], to: RF-DONE,"
                + " by: [R-SHELTER@counterpart, R-LAW@counterpart],",
            "label: give feedback and close,  from: [RF-ARR, RF-SERV], to: RF-DONE,"
                + " by: [R-SHELTER@counterpart, R-LAW@counterpart],"
                + " when: [consent-given: CS-REF-SVC],"));
    assertThat(run("check", "mine")).isEqualTo(1);
    assertThat(output())
        .contains("8 invariants, 1 violations")
        .contains("the case can never be closed, if the person says no to everything");
  }

  @Test
  void aFindingIsOneLineWithItsPlace() throws IOException {
    countryFile("country: XX\nname: Nowhere\nparameters: {}\ntightness: 3\n");
    assertThat(run("check", "mine")).isEqualTo(1);
    assertThat(output())
        .contains("countries/xx.yaml:4: \"tightness\" means nothing here; use one of country")
        .contains("of them stop a service from taking these files");
  }

  @Test
  void whatIsNotThereIsNotChecked() {
    assertThat(run("check", "nowhere")).isEqualTo(2);
    assertThat(output()).contains("There is no directory").contains("nowhere");
  }

  @Test
  void otherWordsAreNotUnderstood() {
    assertThat(run("chek")).isEqualTo(2);
    assertThat(output()).contains("usage: ./uputnica mechanism check [DIR]");
  }
}
