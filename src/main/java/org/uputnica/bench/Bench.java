package org.uputnica.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;

/**
 * {@code ./uputnica bench}: the main job against the running service, and the same rows by plain
 * SQL on the same database, one after the other; or, with a number of cases, the same questions
 * with few cases and with that many.
 */
public final class Bench {
  private static final int DONE = 0;
  private static final int VOID = 1;
  private static final int MISUSED = 2;

  /** What the project asks of itself; see docs/performance.md. */
  private static final double WANTED_SHARE = 0.40;

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
    Load load = new Load(options.connections(), processes);
    out.printf(
        "%d connections, %d s warm-up, %d s measured; %d processors, load average %.1f%n",
        options.connections(),
        options.warmUp().toSeconds(),
        options.measured().toSeconds(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    explainUnknown(processes);
    if (options.cases() > 0) {
      new Growth(options, wire, load, out).measure();
    } else {
      compare(wire, load, processes);
    }
  }

  private void compare(Wire wire, Load load, Processes processes) throws Exception {
    String vera = wire.subject(Person.VERA);
    String jelena = wire.subject(Person.JELENA);
    ServiceWork service = new ServiceWork(wire);
    PlainWork plain = new PlainWork(options.database(), vera, jelena);
    service.makeRoom();
    Duration warmUp = options.warmUp();
    // What was sent while registering is accepted afterwards: a long warm-up would use it up.
    Duration shortWarmUp = warmUp.dividedBy(5);
    both(
        run(load, "service: register, consent, refer", service::register, warmUp),
        run(load, "plain SQL: register, consent, refer", plain::register, warmUp));
    both(
        run(load, "service: accept", service::accept, shortWarmUp),
        run(load, "plain SQL: accept", plain::accept, shortWarmUp));
    both(
        run(load, "service: work list", service::read, warmUp),
        run(load, "plain SQL: work list", plain::read, warmUp));
    double resident = processes.residentMegabytes();
    out.printf(
        "%nresident memory of the service after the load: %s%n",
        resident < 0 ? "unknown" : "%.0f MB".formatted(resident));
  }

  private Phase run(Load load, String title, Worker.Hiring hiring, Duration warmUp)
      throws Exception {
    Phase phase = load.run(title, hiring, warmUp, options.measured());
    if (phase.units() == 0) {
      throw new BenchException(title + ": nothing was done in the measured time");
    }
    phase.print(out);
    return phase;
  }

  private void both(Phase service, Phase plain) {
    out.printf(
        "  => %.1f %% of the plain SQL rate (wanted: at least %.0f %% for register, consent,"
            + " refer)%n",
        100 * service.unitsPerSecond() / plain.unitsPerSecond(), 100 * WANTED_SHARE);
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
