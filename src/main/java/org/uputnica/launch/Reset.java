package org.uputnica.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.uputnica.launch.EmbeddedStack.Settings;

/** {@code ./uputnica reset}: deletes the data folder of the demo, after asking. */
final class Reset {
  /** Answers the question beforehand. */
  private static final String YES = "--yes";

  private Reset() {}

  static int run(String... arguments) throws IOException {
    Path home = Path.of(System.getProperty("uputnica.home", "")).toAbsolutePath();
    Settings settings = Settings.from(System.getenv(), home);
    if (!Files.exists(settings.data())) {
      System.out.println("Nothing to delete: there is no " + settings.data() + ".");
      return 0;
    }
    if (!List.of(arguments).contains(YES) && !agreed(settings.data())) {
      System.out.println("Nothing deleted.");
      return Complaint.EXIT;
    }
    EmbeddedStack.reset(settings);
    System.out.println("Deleted. The next ./uputnica run begins afresh.");
    return 0;
  }

  private static boolean agreed(Path data) throws IOException {
    System.out.print("Delete " + data + " with every case in it? [y/N] ");
    System.out.flush();
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String answer = input.readLine();
    return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
