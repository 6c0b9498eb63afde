package org.uputnica.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command without a database; with one it runs in {@link JournalTest}. */
class VerifyCommandTest {
  @Test
  void aDatabaseThatIsNotThereIsSaidInOneLine() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, String> nowhere =
        Map.of("UPUTNICA_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/uputnica");
    int exit = VerifyCommand.run(nowhere, new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(exit).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("The journal could not be read (SQL state 08001): is the database running?");
  }
}
