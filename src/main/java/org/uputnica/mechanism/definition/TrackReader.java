package org.uputnica.mechanism.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.ClockRef;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.InputKind;
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
    List<State> states = file.get("states").items().stream().map(this::state).toList();
    Set<StateCode> known =
        states.stream().map(State::code).collect(Collectors.toCollection(LinkedHashSet::new));
    Step opening = step(file.get("opens"), known, true);
    List<Step> steps = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Node row : file.get("steps").items()) {
      Step step = step(row, known, false);
      for (StateCode from : step.from()) {
        if (!taken.add(from + " " + step.code())) {
          throw row.wrong(
              step.code() + " leaves " + from + " in two rows",
              "join the rows or give one another code");
        }
      }
      steps.add(step);
    }
    Set<StepCode> codes =
        Stream.concat(Stream.of(opening), steps.stream())
            .map(Step::code)
            .collect(Collectors.toSet());
    List<Track.Note> notes = file.list("notes", note -> note(note, codes));
    return new Track(
        TrackCode.of(file.text("track")),
        file.text("label"),
        file.text("question"),
        instances(file.get("instances")),
        states,
        opening,
        steps,
        notes);
  }

  private State state(Node row) {
    row.only("code", "label", "kind", "waits-for");
    if (!codeLists.has("case-states", row.text("code"))) {
      throw row.wrong(
          "there is no state " + row.text("code"), "use a code of codelists/case-states.csv");
    }
    Node kind = row.get("kind");
    State.Kind parsed =
        switch (kind.text()) {
          case "initial" -> State.Kind.INITIAL;
          case "working" -> State.Kind.WORKING;
          case "resting" -> State.Kind.RESTING;
          case "end" -> State.Kind.END;
          default ->
              throw kind.wrong(
                  "\"" + kind.text() + "\" is no kind of state",
                  "use initial, working, resting or end");
        };
    return new State(
        StateCode.of(row.text("code")),
        row.text("label"),
        parsed,
        row.list("waits-for", new Performers(codeLists)::read));
  }

  private Step step(Node row, Set<StateCode> known, boolean opening) {
    row.only(STEP_WORDS);
    if (opening == row.maybe("from").isPresent()) {
      throw row.wrong(
          opening ? "an opening comes from nowhere" : "\"from\" is missing",
          opening ? "remove from" : "add from: [state]");
    }
    StepCode code = StepCode.of(row.text("code"));
    Set<StateCode> from = new LinkedHashSet<>(row.list("from", node -> stateOf(node, known)));
    if (!opening && from.isEmpty()) {
      throw row.get("from").wrong(code + " leaves no state", "name one state at least");
    }
    List<Guard> when = new ArrayList<>(row.list("when", guards::read));
    row.list("when-adult", guards::read)
        .forEach(guard -> when.add(new Guard.OnlyFor(AgeRule.ADULT, guard)));
    row.list("when-child", guards::read)
        .forEach(guard -> when.add(new Guard.OnlyFor(AgeRule.CHILD, guard)));
    when.addAll(tightenings.conditions(code, guards));
    List<Ask> asks = new ArrayList<>(asks(row));
    asks.addAll(tightenings.asks(code, this));
    Step step =
        new Step(
            code,
            row.text("label"),
            from,
            stateOf(row.get("to"), known),
            row.get("by").items().stream().map(new Performers(codeLists)::read).toList(),
            asks,
            when,
            row.list("starts", this::start),
            row.list("stops", node -> clocks.ref(node, node.text())),
            row.list("pauses", node -> clocks.ref(node, node.text())),
            row.list("resumes", node -> clocks.ref(node, node.text())),
            row.list("does", this::effect),
            partOf(row));
    check(step, row);
    return step;
  }

  private static void check(Step step, Node row) {
    if (step.by().isEmpty()) {
      throw row.get("by").wrong("nobody may take " + step.code(), "name one role@party at least");
    }
    Set<String> asked = new HashSet<>();
    for (Ask ask : step.asks()) {
      if (!asked.add(ask.name() + ask.onlyFor())) {
        throw row.wrong(step.code() + " asks " + ask.name() + " twice", "remove one");
      }
    }
    for (Guard guard : step.when()) {
      for (String input : guard.statedInputs()) {
        if (!step.inputNames().contains(input)) {
          throw row.wrong(
              step.code() + " needs the input " + input + " but never asks for it",
              "add " + input + " to may-give");
        }
      }
    }
    for (Conditional<ClockRef> start : step.starts()) {
      if (start.what() instanceof ClockRef.ChosenBy choice
          && !step.inputNames().contains(choice.input())) {
        throw row.wrong(
            choice.name()
                + " is chosen by the input "
                + choice.input()
                + ", which "
                + step.code()
                + " does not ask",
            "add " + choice.input() + " to asks");
      }
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
    ClockRef ref = clocks.ref(node, parts[0]);
    if (ref instanceof ClockRef.All || ref instanceof ClockRef.NextOf) {
      throw node.wrong("\"" + parts[0] + "\" cannot be started", "name the clocks");
    }
    return new Conditional<>(ref, condition(node, parts));
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
        if (!codeLists.has("consent-scopes", parts[1])) {
          throw node.wrong(
              "\"if " + parts[1] + "\" is not understood",
              "write if child, if adult, or if and a consent scope");
        }
        yield new Guard.ConsentGiven(parts[1]);
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
      throw row.get("part-of")
          .wrong("there is no " + step + " on the map", "use a code of codelists/steps.csv");
    }
    return step;
  }

  private static Track.Note note(Node node, Set<StepCode> codes) {
    node.only("steps", "text");
    List<StepCode> steps = node.list("steps", one -> StepCode.of(one.text()));
    for (StepCode step : steps) {
      if (!codes.contains(step)) {
        throw node.wrong(
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
