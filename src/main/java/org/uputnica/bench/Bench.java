package org.uputnica.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code ./uputnica bench}: each unit of work against the running service, and the same rows by
 * plain SQL on the same database, one after the other; with a number of cases, the same questions
 * with few cases and with that many before that; or a soak instead.
 */
public final class Bench {
  private static final int DONE = 0;
  private static final int VOID = 1;
  private static final int MISUSED = 2;

  private final Options options;
  private final PrintStream out;

  private Bench(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Measures and prints.
   *
   * @return 0 when the figures count, 1 when anything failed and they do not, 2 for wrong arguments
   */
  public static int run(String... arguments) {
    Options options;
    try {
      options = Options.from(System.getenv(), arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println("uputnica: " + wrong.getMessage());
      System.err.println(Options.USAGE);
      return MISUSED;
    }
    try (Wire wire = new Wire(options.service(), options.tokens())) {
      new Bench(options, System.out).measure(wire);
      return DONE;
    } catch (BenchException failed) {
      System.err.println("uputnica: the figures are void: " + failed.getMessage());
      return VOID;
    } catch (Exception failed) {
      System.err.println("uputnica: the figures are void: " + failed);
      return VOID;
    }
  }

  private void measure(Wire wire) throws Exception {
    Processes processes = processes();
    Load load = new Load(processes);
    ServiceWork service = new ServiceWork(wire);
    String conditions =
        "%s connections, %d s warm-up, %d s measured; %d processors, load average %.1f"
            .formatted(
                options.connections().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ")),
                options.warmUp().toSeconds(),
                options.measured().toSeconds(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    out.println(conditions);
    explainUnknown(processes);
    if (options.services() > 0) {
      new Directory(options.organizations(), options.services()).send(wire, out);
    }
    if (options.cases() > 0) {
      new Growth(options, service, wire, load, out).measure();
    }
    try (Memory memory = new Memory(processes, options.figures());
        PlainWork plain =
            new PlainWork(
                options.database(), wire.subject(Person.VERA), wire.subject(Person.JELENA))) {
      if (options.soak() > 0) {
        new Soak(options, service, plain, load, memory, out).run();
      } else {
        List<String> tables = new Comparison(options, service, plain, load, out).measure();
        out.println();
        tables.forEach(table -> out.println(table + System.lineSeparator()));
      }
      out.printf(
          "Resident after the load: %s MB. %s.%n",
          Memory.megabytes(processes.residentMegabytes()), conditions);
    }
  }

  private Processes processes() throws SQLException {
    try (Sql sql = new Sql(options.database())) {
      int port = options.service().getPort();
      return Processes.find(
          options.pid(), port < 0 ? 80 : port, sql.number("select pg_backend_pid()"));
    }
  }

  private void explainUnknown(Processes processes) {
    if (processes.service() == 0) {
      out.println(
          "The process of the service is not to be seen from here (UPUTNICA_PID names it; Linux"
              + " only): its processor time and memory stay unknown.");
    }
    if (processes.postmaster() == 0) {
      out.println("PostgreSQL runs elsewhere: its processor time stays unknown.");
    }
  }
}
