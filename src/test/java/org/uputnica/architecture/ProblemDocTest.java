package org.uputnica.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.problem.ProblemType;

/** Every refusal has a line for people, in the order of the catalogue, and there is no other. */
class ProblemDocTest {
  private static final Path PAGE = Path.of("docs/problems.md");
  private static final Pattern LINE =
      Pattern.compile("\\| `(/problems/[a-z-]+)` \\| ([0-9]{3}) \\| ([^|]+) \\| ([^|]+) \\|");

  @Test
  void thePageIsTheCatalogue() throws IOException {
    List<String> documented =
        LINE.matcher(Files.readString(PAGE))
            .results()
            .map(line -> line.group(1) + " " + line.group(2))
            .toList();
    List<String> catalogue =
        Stream.of(ProblemType.values()).map(type -> type.uri() + " " + type.status()).toList();
    assertThat(documented).isEqualTo(catalogue);
  }
}
