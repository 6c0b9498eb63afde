package org.uputnica.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Each unit of work over HTTP and by plain SQL on the same database, one after the other. */
final class Comparison {
  private final Options options;
  private final ServiceWork service;
  private final PlainWork plain;
  private final Load load;
  private final PrintStream out;

  Comparison(Options options, ServiceWork service, PlainWork plain, Load load, PrintStream out) {
    this.options = options;
    this.service = service;
    this.plain = plain;
    this.load = load;
    this.out = out;
  }

  /** The tables, one for each number of connections. */
  List<String> measure() throws Exception {
    List<String> tables = new ArrayList<>();
    for (int connections : options.connections()) {
      tables.add(
          "With %d connections:%n%n%s"
              .formatted(connections, Markdown.ofPhases(with(connections))));
    }
    return tables;
  }

  private List<Markdown.Pair> with(int connections) throws Exception {
    UUID known = UUID.fromString(service.knownCase());
    Duration warmUp = options.warmUp();
    // What was registered or sent is used up afterwards, by a long warm-up too.
    Duration shortWarmUp = warmUp.dividedBy(5);
    return List.of(
        both("register", connections, service::register, plain::register, warmUp),
        both("offer", connections, service::offer, plain::offer, shortWarmUp),
        both("register, consent, refer", connections, service::refer, plain::refer, warmUp),
        both("accept", connections, service::accept, plain::accept, shortWarmUp),
        both("match", connections, service::match, () -> plain.match(known), warmUp),
        both("work list", connections, service::workList, plain::workList, warmUp),
        both("inbox", connections, service::inbox, plain::inbox, warmUp),
        both("coordinator's board", connections, service::board, plain::board, warmUp));
  }

  private Markdown.Pair both(
      String what, int connections, Worker.Hiring overHttp, Worker.Hiring bySql, Duration warmUp)
      throws Exception {
    return new Markdown.Pair(
        what,
        run("service: " + what, connections, overHttp, warmUp),
        run("plain SQL: " + what, connections, bySql, warmUp));
  }

  private Phase run(String title, int connections, Worker.Hiring hiring, Duration warmUp)
      throws Exception {
    plain.giveBack();
    service.makeRoom();
    Phase phase =
        load.run(
            "%s, %d connections".formatted(title, connections),
            connections,
            hiring,
            warmUp,
            options.measured());
    phase.print(out);
    return phase;
  }
}
