package org.uputnica.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be asked of the benchmark. */
class OptionsTest {
  @Test
  void withoutAWordTheDatabaseStaysAsItIs() {
    Options options = Options.from(Map.of());
    assertThat(options.connections()).containsExactly(16);
    assertThat(options.cases()).isZero();
    assertThat(options.services()).isZero();
    assertThat(options.soak()).isZero();
  }

  @Test
  void manyCasesComeWithADirectory() {
    Options options = Options.from(Map.of(), "--cases", "1000000");
    assertThat(options.cases()).isEqualTo(1_000_000);
    assertThat(options.organizations()).isEqualTo(5_000);
    assertThat(options.services()).isEqualTo(20_000);
  }

  @Test
  void theDirectoryMayBeAsLargeAsOneLikes() {
    Options options = Options.from(Map.of(), "--organizations", "200", "--services", "800");
    assertThat(options.organizations()).isEqualTo(200);
    assertThat(options.services()).isEqualTo(800);
    assertThat(options.cases()).isZero();
  }

  @Test
  void everythingIsMeasuredWithEachNumberOfConnections() {
    assertThat(Options.from(Map.of(), "--connections", "16,256").connections())
        .containsExactly(16, 256);
  }

  @Test
  void portsComeFromTheEnvironment() {
    Options options =
        Options.from(Map.of("UPUTNICA_PORT", "8480", "UPUTNICA_FIGURES_PORT", "9564"));
    assertThat(options.service()).hasToString("http://127.0.0.1:8480");
    assertThat(options.figures()).hasToString("http://127.0.0.1:9564/q/metrics");
  }

  @ParameterizedTest
  @CsvSource({
    "--cases, many",
    "--cases, 0",
    "--connections, '16,'",
    "--connections, 100000",
    "--soak, -1",
    "--quickly, 1"
  })
  void whatIsNotUnderstoodIsRefused(String option, String value) {
    assertThatThrownBy(() -> Options.from(Map.of(), option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option);
  }

  @Test
  void anOptionWithoutAValueIsRefused() {
    assertThatThrownBy(() -> Options.from(Map.of(), "--soak"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--soak");
  }
}
