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
    assertThat(run("check")).isIn(0, 1);
    assertThat(output()).contains("ME").doesNotContain("Exception");
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
