package org.uputnica.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to run PostgreSQL, which refuses to run as root, when this process is root: in a user
 * namespace of its own, or, where a container forbids that, as the user nobody with leave to reach
 * files under root's folders. An ordinary user needs neither.
 */
enum Unprivileged {
  /** This process is not root. */
  AS_IS,
  /** Root without the name: the files stay root's, the process does not look like root. */
  NAMESPACE,
  /** User 65534 (nobody); the folders PostgreSQL writes to must belong to it. */
  NOBODY;

  private static final String NOBODY_ID = "65534";

  /**
   * Finds the way that works here by trying.
   *
   * @throws LaunchException root, and neither way is permitted
   */
  static Unprivileged here() {
    if (!isRoot(AS_IS)) {
      return AS_IS;
    }
    for (Unprivileged way : List.of(NAMESPACE, NOBODY)) {
      if (Commands.run(way.command(List.of("id", "-u"))).ok() && !isRoot(way)) {
        return way;
      }
    }
    throw new LaunchException(
        "PostgreSQL refuses to run as root, and neither unshare nor setpriv is permitted here. Run"
            + " ./uputnica as an ordinary user.");
  }

  List<String> command(List<String> command) {
    List<String> prefix =
        switch (this) {
          case AS_IS -> List.of();
          case NAMESPACE -> List.of("unshare", "-U");
          case NOBODY ->
              List.of(
                  "setpriv",
                  "--reuid=" + NOBODY_ID,
                  "--regid=" + NOBODY_ID,
                  "--clear-groups",
                  // Otherwise access(2), with which PostgreSQL looks for its own files, forgets the
                  // leave.
                  "--securebits=+no_setuid_fixup",
                  "--inh-caps=+dac_override",
                  "--ambient-caps=+dac_override");
        };
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }

  /** Gives {@code folder} to the user PostgreSQL will run as, where that is not this one. */
  void own(Path folder) {
    if (this == NOBODY) {
      var given =
          Commands.run(List.of("chown", "-R", NOBODY_ID + ":" + NOBODY_ID, folder.toString()));
      if (!given.ok()) {
        throw new LaunchException("Cannot give " + folder + " to nobody: " + given.lastLine());
      }
    }
  }

  private static boolean isRoot(Unprivileged way) {
    return Commands.run(way.command(List.of("id", "-u"))).output().strip().equals("0");
  }
}
