package org.uputnica.mechanism.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.definition.Reading.Part;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.ClockRef;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;

/** Reads one track file. */
record TrackReader(
    KnownCodes codeLists,
    InputBook inputs,
    ClockBook clocks,
    GuardReader guards,
    Tightenings tightenings) {
  private static final String AGAIN = " again";

  private static final String[] STEP_WORDS = {
    "code",
    "label",
    "from",
    "to",
    "by",
    "asks",
    "may-give",
    "confirms",
    "confirms-adult",
    "confirms-child",
    "when",
    "when-adult",
    "when-child",
    "starts",
    "stops",
    "pauses",
    "resumes",
    "does",
    "part-of"
  };

  Track read(Node file) {
    file.only(
        "track", "order", "label", "question", "instances", "opens", "states", "steps", "notes");
    Reading reading = file.reading();
    Set<StateCode> known = new LinkedHashSet<>();
    List<State> states =
        reading.part(
            Part.WAYS, file.file(), () -> file.get("states").items(row -> state(row, known)));
    Step opening = step(file.get("opens"), known, true);
    List<Step> steps = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Node row : file.get("steps").items()) {
      Optional<Step> step = reading.attempt(() -> step(row, known, false));
      if (step.isEmpty()) {
        reading.leftOut(file.file());
        continue;
      }
      for (StateCode from : step.get().from()) {
        if (!taken.add(from + " " + step.get().code())) {
          row.report(
              step.get().code() + " leaves " + from + " in two rows",
              "join the rows or give one another code");
        }
      }
      steps.add(step.get());
    }
    Set<StepCode> codes =
        Stream.concat(Stream.of(opening), steps.stream())
            .map(Step::code)
            .collect(Collectors.toSet());
    List<Track.Note> notes = file.list("notes", note -> note(note, codes));
    TrackCode code = reading.at(file, TrackCode.of(file.text("track")));
    return new Track(
        code,
        file.text("label"),
        file.text("question"),
        instances(file.get("instances")),
        states,
        opening,
        steps,
        notes);
  }

  private State state(Node row, Set<StateCode> known) {
    row.only("code", "label", "kind", "waits-for");
    StateCode code = StateCode.of(row.text("code"));
    if (!codeLists.has("case-states", code.value())) {
      row.report("there is no state " + code, "use a code of codelists/case-states.csv");
    }
    if (!known.add(code)) {
      throw row.wrong("the state " + code + " is there twice", "remove one of the two rows");
    }
    State.Kind kind = row.reading().attempt(() -> kind(row.get("kind"))).orElse(State.Kind.WORKING);
    List<Performer> waitsFor = row.list("waits-for", new Performers(codeLists)::read);
    return row.reading().at(row, new State(code, row.text("label", code.value()), kind, waitsFor));
  }

  private static State.Kind kind(Node node) {
    return switch (node.text()) {
      case "initial" -> State.Kind.INITIAL;
      case "working" -> State.Kind.WORKING;
      case "resting" -> State.Kind.RESTING;
      case "end" -> State.Kind.END;
      default ->
          throw node.wrong(
              "\"" + node.text() + "\" is no kind of state",
              "use initial, working, resting or end");
    };
  }

  private Step step(Node row, Set<StateCode> known, boolean opening) {
    row.only(STEP_WORDS);
    if (opening == row.maybe("from").isPresent()) {
      throw row.wrong(
          opening ? "an opening comes from nowhere" : "\"from\" is missing",
          opening ? "remove from" : "add from: [state]");
    }
    Reading reading = row.reading();
    int before = reading.troubles();
    StepCode code = StepCode.of(row.text("code"));
    Set<StateCode> from =
        reading.part(
            Part.WAYS,
            row.file(),
            () -> new LinkedHashSet<>(row.list("from", node -> stateOf(node, known))));
    if (!opening && from.isEmpty()) {
      throw reading.troubles() != before
          ? row.follows()
          : row.get("from").wrong(code + " leaves no state", "name one state at least");
    }
    StateCode to = stateOf(row.get("to"), known);
    List<Performer> by =
        reading.part(
            Part.WAYS, row.file(), () -> row.get("by").items(new Performers(codeLists)::read));
    List<Guard> when = new ArrayList<>(row.list("when", guards::read));
    row.list("when-adult", guards::read)
        .forEach(guard -> when.add(new Guard.OnlyFor(AgeRule.ADULT, guard)));
    row.list("when-child", guards::read)
        .forEach(guard -> when.add(new Guard.OnlyFor(AgeRule.CHILD, guard)));
    when.addAll(tightenings.conditions(code, guards));
    List<Ask> asks = reading.part(Part.INPUTS, row.file(), () -> allAsks(code, row));
    List<Conditional<ClockRef>> starts =
        reading.part(Part.CLOCKS, row.file(), () -> row.list("starts", this::start));
    Step step =
        new Step(
            code,
            row.text("label"),
            from,
            to,
            by,
            asks,
            when,
            starts,
            clocks(row, "stops"),
            clocks(row, "pauses"),
            clocks(row, "resumes"),
            row.list("does", this::effect),
            partOf(row));
    if (reading.troubles() == before) {
      check(step, row);
    }
    return reading.at(row, step);
  }

  private List<Ask> allAsks(StepCode code, Node row) {
    List<Ask> asks = new ArrayList<>(asks(row));
    asks.addAll(tightenings.asks(code, this));
    return asks;
  }

  private List<ClockRef> clocks(Node row, String word) {
    return row.reading()
        .part(Part.CLOCKS, row.file(), () -> row.list(word, node -> clocks.ref(node, node.text())));
  }

  private static void check(Step step, Node row) {
    if (step.by().isEmpty()) {
      row.get("by").report("nobody may take " + step.code(), "name one role@party at least");
    }
    Set<String> asked = new HashSet<>();
    for (Ask ask : step.asks()) {
      if (!asked.add(ask.name() + ask.onlyFor())) {
        row.report(step.code() + " asks " + ask.name() + " twice", "remove one");
      }
    }
    for (Guard guard : step.when()) {
      for (String input : guard.statedInputs()) {
        if (!step.inputNames().contains(input)) {
          row.report(
              step.code() + " needs the input " + input + " but never asks for it",
              "add " + input + " to may-give");
        }
      }
    }
    for (Conditional<ClockRef> start : step.starts()) {
      if (start.what() instanceof ClockRef.ChosenBy choice) {
        checkChoice(choice, step, row);
      }
    }
  }

  private static void checkChoice(ClockRef.ChosenBy choice, Step step, Node row) {
    Optional<Ask> asked =
        step.asks().stream().filter(ask -> ask.name().equals(choice.input())).findFirst();
    if (asked.isEmpty()) {
      row.report(
          choice.name()
              + " is chosen by the input "
              + choice.input()
              + ", which "
              + step.code()
              + " does not ask",
          "add " + choice.input() + " to asks");
    } else if (!(asked.get().input().kind() instanceof InputKind.Code code)
        || !choice.clocks().keySet().equals(Set.copyOf(code.allowed()))) {
      row.report(
          choice.name() + " has not exactly one clock for each answer to " + choice.input(),
          "name each of its codes once, in base/clocks.yaml under choices");
    }
  }

  List<Ask> asks(Node row) {
    List<Ask> asks = new ArrayList<>(row.list("asks", node -> ask(node, false)));
    asks.addAll(row.list("may-give", node -> ask(node, true)));
    asks.addAll(row.list("confirms", node -> confirmation(node, null)));
    asks.addAll(row.list("confirms-adult", node -> confirmation(node, AgeRule.ADULT)));
    asks.addAll(row.list("confirms-child", node -> confirmation(node, AgeRule.CHILD)));
    return asks;
  }

  private Ask ask(Node node, boolean optional) {
    return new Ask(inputs.known(node, node.text()), optional, null);
  }

  private Ask confirmation(Node node, @Nullable AgeRule onlyFor) {
    var input = inputs.known(node, node.text());
    if (!(input.kind() instanceof InputKind.Confirmation)) {
      throw node.wrong(
          input.name() + " is no confirmation", "move it to asks or give it kind: confirmation");
    }
    return new Ask(input, false, onlyFor);
  }

  private Conditional<ClockRef> start(Node node) {
    String[] parts = node.text().split(" if ", 2);
    boolean again = parts[0].endsWith(AGAIN);
    ClockRef ref =
        clocks.ref(
            node, again ? parts[0].substring(0, parts[0].length() - AGAIN.length()) : parts[0]);
    if (ref instanceof ClockRef.All || ref instanceof ClockRef.NextOf) {
      throw node.wrong("\"" + parts[0] + "\" cannot be started", "name the clocks");
    }
    return new Conditional<>(again ? new ClockRef.Again(ref) : ref, condition(node, parts));
  }

  private Conditional<Effect> effect(Node node) {
    String[] parts = node.text().split(" if ", 2);
    Effect effect =
        Effect.ofWord(parts[0])
            .orElseThrow(() ->
                node.wrong(
                    "\"" + parts[0] + "\" is nothing a step can do",
                    "use one of " + Stream.of(Effect.values()).map(Effect::word).toList()));
    return new Conditional<>(effect, condition(node, parts));
  }

  private @Nullable Guard condition(Node node, String[] parts) {
    if (parts.length == 1) {
      return null;
    }
    return switch (parts[1]) {
      case "child" -> new Guard.OfAge(AgeRule.CHILD);
      case "adult" -> new Guard.OfAge(AgeRule.ADULT);
      default -> {
        if (codeLists.has("consent-scopes", parts[1])) {
          yield new Guard.ConsentGiven(parts[1]);
        }
        yield Fact.ofWord(parts[1])
            .map(Guard.Holds::new)
            .orElseThrow(() ->
                node.wrong(
                    "\"if " + parts[1] + "\" is not understood",
                    "write if child, if adult, or if and a consent scope or a fact"));
      }
    };
  }

  private static StateCode stateOf(Node node, Set<StateCode> known) {
    StateCode code = StateCode.of(node.text());
    if (!known.contains(code)) {
      throw node.wrong("this track has no state " + code, "use one of " + known);
    }
    return code;
  }

  private String partOf(Node row) {
    String step = row.text("part-of", "");
    if (!step.isEmpty() && !codeLists.has("steps", step)) {
      row.get("part-of")
          .report("there is no " + step + " on the map", "use a code of codelists/steps.csv");
    }
    return step;
  }

  private static Track.Note note(Node node, Set<StepCode> codes) {
    node.only("steps", "text");
    List<StepCode> steps = node.list("steps", one -> StepCode.of(one.text()));
    for (StepCode step : steps) {
      if (!codes.contains(step) && node.reading().isWhole(Part.WAYS, node.file())) {
        node.report(
            "the note is about " + step + ", which this track does not have", "mend the code");
      }
    }
    return new Track.Note(steps, node.text("text"));
  }

  private static Track.Instances instances(Node node) {
    return switch (node.text().toLowerCase(Locale.ROOT)) {
      case "one" -> Track.Instances.ONE;
      case "one-at-a-time" -> Track.Instances.ONE_AT_A_TIME;
      case "many" -> Track.Instances.MANY;
      default ->
          throw node.wrong(
              "\"" + node.text() + "\" is no number of runs", "use one, one-at-a-time or many");
    };
  }
}
