package org.uputnica.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Looks into {@code /proc} at the service, at PostgreSQL and at this program. Elsewhere than on
 * Linux, or for processes of another user or machine, nothing is known.
 *
 * @param service process of the service; 0 unknown
 * @param postmaster parent of all PostgreSQL processes; 0 unknown
 */
record Processes(long service, long postmaster) {
  private static final Path PROC = Path.of("/proc");

  /** Of {@code /proc/PID/stat}: always 100 per second to user space. */
  private static final double TICKS_PER_SECOND = 100;

  /**
   * Finds both.
   *
   * @param given process of the service; 0: whoever listens on {@code port}
   * @param backend any server process of the database
   */
  static Processes find(long given, int port, long backend) {
    boolean here = name(backend).startsWith("postgres");
    return new Processes(
        given > 0 ? given : listener(port).orElse(0), here ? number(stat(backend), 1) : 0);
  }

  /** Processor time so far, in seconds; negative: unknown. */
  record Usage(double service, double postgres, double bench) {
    Usage since(Usage before) {
      return new Usage(
          service < 0 ? -1 : service - before.service,
          postgres < 0 ? -1 : postgres - before.postgres,
          bench < 0 ? -1 : bench - before.bench);
    }

    /** Service and database together; negative: unknown. */
    double both() {
      return service < 0 || postgres < 0 ? -1 : service + postgres;
    }

    void print(PrintStream out, int units, int requests) {
      out.printf(
          "  processor ms per unit: service %s, PostgreSQL %s, both %s; per request: service %s,"
              + " PostgreSQL %s; this program %s per unit%n",
          per(service, units),
          per(postgres, units),
          per(both(), units),
          per(service, requests),
          per(postgres, requests),
          per(bench, units));
    }

    private static String per(double seconds, int count) {
      return seconds < 0 || count == 0
          ? "unknown"
          : String.format(Locale.ROOT, "%.2f", seconds * 1_000 / count);
    }
  }

  Usage usage() {
    double service = service() == 0 ? -1 : seconds(stat(service()), 11, 12);
    double postgres = postmaster() == 0 ? -1 : seconds(stat(postmaster()), 11, 12, 13, 14);
    if (postgres >= 0) {
      postgres += children(postmaster()).mapToDouble(it -> seconds(stat(it), 11, 12)).sum();
    }
    long self = ProcessHandle.current().pid();
    return new Usage(service, postgres, Math.max(-1, seconds(stat(self), 11, 12)));
  }

  /** Resident memory of the service in MB; negative: unknown. */
  double residentMegabytes() {
    return read(PROC.resolve(service() + "/status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
        .findFirst()
        .orElse(-1);
  }

  private static LongStream children(long parent) {
    return ProcessHandle.of(parent).stream()
        .flatMap(ProcessHandle::children)
        .mapToLong(ProcessHandle::pid);
  }

  /** The fields of {@code stat} after the name: 0 state, 1 parent, 11 user, 12 system time, ... */
  private static List<String> stat(long pid) {
    String line = read(PROC.resolve(pid + "/stat"));
    return List.of(line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1));
  }

  private static String name(long pid) {
    return read(PROC.resolve(pid + "/comm")).strip();
  }

  private static long number(List<String> fields, int at) {
    return at < fields.size() ? Long.parseLong(fields.get(at)) : -1;
  }

  private static double seconds(List<String> stat, int... fields) {
    double ticks = 0;
    for (int field : fields) {
      ticks += number(stat, field);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** The process with the socket that waits for connections at this port. */
  private static OptionalLong listener(int port) {
    String end = String.format(Locale.ROOT, ":%04X", port);
    List<String> sockets =
        Stream.of("net/tcp", "net/tcp6")
            .flatMap(it -> read(PROC.resolve(it)).lines())
            .map(line -> line.strip().split("\\s+", -1))
            .filter(line -> line.length > 9 && line[1].endsWith(end) && line[3].equals("0A"))
            .map(line -> "socket:[" + line[9] + "]")
            .toList();
    return ProcessHandle.allProcesses()
        .mapToLong(ProcessHandle::pid)
        .filter(pid -> holds(pid, sockets))
        .findFirst();
  }

  private static boolean holds(long pid, List<String> sockets) {
    try (Stream<Path> open = Files.list(PROC.resolve(pid + "/fd"))) {
      return open.anyMatch(it -> sockets.contains(target(it)));
    } catch (IOException closed) {
      return false; // somebody else's, or ended meanwhile
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException absent) {
      return "";
    }
  }
}
