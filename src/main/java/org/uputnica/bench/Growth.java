package org.uputnica.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The same questions with ten thousand cases and with all, and how much longer the answer takes.
 * Leaves the database with all of them.
 */
final class Growth {
  private static final int FEW = 10_000;

  /** What the project asks of itself; see docs/performance.md. */
  private static final double WANTED_RATIO = 1.3;

  private final Options options;
  private final ServiceWork service;
  private final Wire wire;
  private final Load load;
  private final PrintStream out;

  Growth(Options options, ServiceWork service, Wire wire, Load load, PrintStream out) {
    this.options = options;
    this.service = service;
    this.wire = wire;
    this.load = load;
    this.out = out;
  }

  void measure() throws Exception {
    int connections = options.connections().getFirst();
    if (Cases.areThere(options.cases(), options.owner())) {
      out.printf("%n%d cases are there already.%n", options.cases());
      ask(options.cases(), connections);
      return;
    }
    int few = Math.min(FEW, options.cases());
    grow(few);
    if (options.cases() == few) {
      return;
    }
    Map<String, Times> before = ask(few, connections);
    grow(options.cases());
    Map<String, Times> after = ask(options.cases(), connections);
    out.println(
        "%nWith %d connections:%n%n".formatted(connections)
            + table(few, before, options.cases(), after));
  }

  private void grow(int cases) throws Exception {
    long began = System.nanoTime();
    out.printf("%nmaking cases until there are %d ...%n", cases);
    Cases.growTo(cases, options.owner());
    out.printf("made in %.0f s%n", (System.nanoTime() - began) / 1e9);
  }

  private Map<String, Times> ask(int cases, int connections) throws Exception {
    Map<String, Worker.Hiring> questions = new LinkedHashMap<>();
    questions.put("work list, first page", () -> service.get(Person.MIRA, "/v1/worklist?limit=25"));
    questions.put("inbox, first page", () -> service.get(Person.MIRA, "/v1/inbox?limit=25"));
    questions.put("board, first page", service::board);
    questions.put("board, all counts", () -> service.get(Person.SANJA, "/v1/board"));
    questions.put("next steps of a case", () -> nextSteps(cases));
    questions.put("match for one case", service::match);
    Map<String, Times> times = new LinkedHashMap<>();
    for (Map.Entry<String, Worker.Hiring> question : questions.entrySet()) {
      Phase phase =
          load.run(
              "%s, %d cases".formatted(question.getKey(), cases),
              connections,
              question.getValue(),
              options.warmUp(),
              options.measured());
      phase.print(out);
      times.put(question.getKey(), phase.unit());
    }
    return times;
  }

  private Worker nextSteps(int cases) {
    return _ -> {
      int open = ThreadLocalRandom.current().nextInt(1, cases / Cases.OPEN_EVERY);
      wire.get(Person.MIRA, "/v1/cases/" + Cases.id(open * Cases.OPEN_EVERY) + "/next");
      return true;
    };
  }

  /** How long each took with few and with many, and by how much that differs. */
  static String table(int few, Map<String, Times> before, int many, Map<String, Times> after) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Markdown.header(
            "",
            Markdown.number(few) + ": p50 / p95 ms",
            Markdown.number(many) + ": p50 / p95 ms",
            "Ratio p50 / p95 (goal: %s)".formatted(WANTED_RATIO)));
    after.forEach((what, times) -> {
      Times then = before.getOrDefault(what, times);
      lines.add(
          Markdown.row(
              what,
              both(then.within(0.50), then.within(0.95)),
              both(times.within(0.50), times.within(0.95)),
              both(
                  times.within(0.50) / then.within(0.50), times.within(0.95) / then.within(0.95))));
    });
    return String.join("\n", lines);
  }

  private static String both(double middle, double slow) {
    return Markdown.number(middle) + " / " + Markdown.number(slow);
  }
}
