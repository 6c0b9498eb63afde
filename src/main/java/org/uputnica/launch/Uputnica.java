package org.uputnica.launch;

import static java.util.Map.entry;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.Map;
import org.uputnica.audit.JournalCommand;
import org.uputnica.audit.VerifyCommand;
import org.uputnica.bench.Bench;
import org.uputnica.mechanism.MechanismCommand;
import org.uputnica.play.Player;

/**
 * The entry point of the one artefact. The first argument chooses: none or {@code serve} is the
 * service alone against an external PostgreSQL and Keycloak; {@code run} is the demo.
 */
@QuarkusMain
public final class Uputnica {
  /** One row per word after {@code ./uputnica}. */
  private static final Map<String, Command> COMMANDS =
      Map.ofEntries(
          entry("serve", arguments -> Production.serve()),
          entry("run", arguments -> DemoRun.run()),
          entry("backup", Backup::run),
          entry("restore", Restore::run),
          entry("bench", Bench::run),
          entry("play", Player::run),
          entry("verify", VerifyCommand::run),
          entry("journal", JournalCommand::run),
          entry("mechanism", MechanismCommand::run),
          entry("reset", Reset::run));

  Uputnica() {}

  /** Something this artefact can do. */
  private interface Command {
    /** Does it with the remaining arguments and returns the exit code. */
    int run(String... arguments) throws Exception;
  }

  public static void main(String... arguments) throws Exception {
    String word = arguments.length == 0 ? "serve" : arguments[0];
    Command command = COMMANDS.get(word);
    if (command == null) {
      Complaint.about(
          "Unknown command: "
              + word
              + ". Known: "
              + String.join(", ", COMMANDS.keySet().stream().sorted().toList()));
      System.exit(2);
      return;
    }
    System.exit(
        exitOf(
            command,
            Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length)));
  }

  private static int exitOf(Command command, String... arguments) throws Exception {
    try {
      return command.run(arguments);
    } catch (LaunchException e) {
      Complaint.about(String.valueOf(e.getMessage()));
      return Complaint.EXIT;
    }
  }
}
