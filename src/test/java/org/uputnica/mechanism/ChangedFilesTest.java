package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.mechanism.definition.MechanismFileException;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.text.Texts;
import org.uputnica.testing.Stack;

/** An operator changes the files under a running service. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ChangedFilesTest {
  private static final Path FILES = Path.of("src/main/resources/mechanisms");
  private static final CountryCode ME = new CountryCode("ME");

  @Inject MechanismVersionService versions;
  @Inject Clock clock;
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

  private Mechanisms started() {
    return new Mechanisms(
        new MechanismSettings() {
          @Override
          public Optional<String> directory() {
            return Optional.of(directory.toString());
          }

          @Override
          public Duration lookEvery() {
            return Duration.ofSeconds(10);
          }
        },
        versions,
        clock);
  }

  private void change(String file, String right, String other) throws IOException {
    Path path = directory.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(right);
    Files.writeString(path, text.replace(right, other));
  }

  @Test
  void aGoodChangeIsTakenOverOnceItHasSettled() throws IOException {
    Mechanisms running = started();
    String before = running.current(ME).version();
    change("base/overall.yaml", "label: contact again,", "label: in contact again,");
    running.look();
    assertThat(running.current(ME).version()).isEqualTo(before);
    running.look();
    String after = running.current(ME).version();
    assertThat(after).isNotEqualTo(before);
    assertThat(running.of(ME, after)).isSameAs(running.current(ME));
    // whoever did not read the files finds it where it is kept
    assertThat(started().find(ME, after)).isPresent();
    assertThat(running.refused()).isEmpty();
  }

  @Test
  void aTextOfTheOperatorStandsOverOursAndLeavesTheVersionAsItIs() throws IOException {
    Mechanisms running = started();
    String before = running.current(ME).version();
    MechanismLabels labels = new MechanismLabels(new Texts(), running);
    Locale macedonian = Locale.of("mk");
    StepCode found = new StepCode("T078");
    String ours = labels.step(found, macedonian);
    Path texts = Files.createDirectories(directory.resolve("texts"));
    Files.writeString(texts.resolve("mk.properties"), "step.T078=повторно тука\n");
    Files.writeString(texts.resolve("en.properties"), "country.ME=Crna Gora\n");
    assertThat(labels.step(found, macedonian)).isEqualTo(ours);
    running.look();
    running.look();
    assertThat(labels.step(found, macedonian)).isEqualTo("повторно тука");
    assertThat(labels.step(found, Locale.ENGLISH)).isEqualTo("found");
    assertThat(labels.country("ME", Locale.ENGLISH)).contains("Crna Gora");
    assertThat(running.current(ME).version()).isEqualTo(before);
  }

  @Test
  void aBrokenChangeChangesNothingAndIsTold() throws IOException {
    Mechanisms running = started();
    String before = running.current(ME).version();
    change("base/overall.yaml", "to: ST-FOLLOW,", "to: ST-FOLLOWS,");
    running.look();
    running.look();
    running.look();
    assertThat(running.current(ME).version()).isEqualTo(before);
    assertThat(running.refused().orElseThrow().findings())
        .singleElement()
        .satisfies(found -> assertThat(found.file()).isEqualTo("base/overall.yaml"))
        .satisfies(found -> assertThat(found.wrong()).contains("no state ST-FOLLOWS"));
    assertThat(new MechanismHealth(running).call().getData().orElseThrow())
        .containsEntry("refused-findings", 1L);
    assertThatExceptionOfType(MechanismFileException.class)
        .isThrownBy(this::started)
        .withMessageStartingWith("base/overall.yaml:");
    change("base/overall.yaml", "to: ST-FOLLOWS,", "to: ST-FOLLOW,");
    running.look();
    assertThat(running.refused()).isEmpty();
    assertThat(running.current(ME).version()).isEqualTo(before);
  }
}
