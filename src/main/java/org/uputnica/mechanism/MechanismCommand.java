package org.uputnica.mechanism;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.uputnica.mechanism.definition.Finding;
import org.uputnica.mechanism.definition.MechanismCheck;
import org.uputnica.mechanism.definition.MechanismFileException;
import org.uputnica.mechanism.definition.MechanismLoader;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.proof.Exploration;
import org.uputnica.mechanism.proof.Explorer;

/**
 * {@code ./uputnica mechanism check [DIR]}: looks at the procedures of this program, or at an
 * operator's own directory, without service and database. Only reads.
 */
public final class MechanismCommand {
  private static final int CLEAN = 0;
  private static final int FOUND = 1;
  private static final int NOT_READ = 2;

  private MechanismCommand() {}

  /**
   * Prints everything that was found, one line each: file and line, what is wrong, what to do.
   * Where nothing was, walks through everything that can become of a case in each country, and
   * prints the counts, and for a rule across tracks that is broken the way on which it is.
   *
   * @return 0 when nothing was found, 1 when something was, 2 when the files could not be read
   */
  public static int run(String... arguments) {
    return run(Path.of(System.getProperty("uputnica.typed-in", "")), System.out, arguments);
  }

  static int run(Path typedIn, PrintStream out, String... arguments) {
    if (arguments.length == 0 || arguments.length > 2 || !arguments[0].equals("check")) {
      out.println("usage: ./uputnica mechanism check [DIR]");
      return NOT_READ;
    }
    if (arguments.length == 1) {
      return print(MechanismCheck.of(MechanismLoader.ofClasspath()), out);
    }
    Path directory = typedIn.resolve(arguments[1]).toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      out.println("There is no directory " + directory);
      return NOT_READ;
    }
    try {
      return print(MechanismCheck.of(MechanismLoader.ofDirectory(directory)), out);
    } catch (UncheckedIOException | MechanismFileException unreadable) {
      out.println(unreadable.getMessage());
      return NOT_READ;
    }
  }

  private static int print(MechanismCheck check, PrintStream out) {
    check.findings().forEach(out::println);
    if (!check.findings().isEmpty()) {
      out.printf(
          "%d found, %d of them stop a service from taking these files.%n",
          check.findings().size(), check.findings().stream().filter(Finding::isWrong).count());
      return FOUND;
    }
    List<Mechanism> mechanisms =
        check.countries().values().stream()
            .sorted(Comparator.comparing(Mechanism::country))
            .toList();
    mechanisms.forEach(mechanism -> out.println(line(mechanism)));
    return prove(mechanisms, out);
  }

  private static int prove(List<Mechanism> mechanisms, PrintStream out) {
    Explorer explorer = new Explorer();
    int outcome = CLEAN;
    for (Mechanism mechanism : mechanisms) {
      Exploration explored = explorer.explore(mechanism);
      out.println(explored);
      explored.violations().forEach(out::println);
      if (!explored.violations().isEmpty()) {
        outcome = FOUND;
      }
    }
    return outcome;
  }

  private static String line(Mechanism mechanism) {
    return String.format(
        Locale.ROOT,
        "%s %s: %d tracks, %d states, %d steps, %d clocks, %d parameters; nothing found",
        mechanism.country(),
        mechanism.version(),
        mechanism.tracks().size(),
        mechanism.tracks().stream().mapToInt(track -> track.states().size()).sum(),
        mechanism.tracks().stream().mapToInt(track -> track.steps().size() + 1).sum(),
        mechanism.clocks().size(),
        mechanism.parameters().size());
  }
}
