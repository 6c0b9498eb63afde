package org.uputnica.mechanism.definition;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.Track;

/**
 * Writes a mechanism as a Markdown page that somebody who is not a programmer can read and correct.
 */
public final class MechanismDocument {
  private static final String GENERATED =
      """
      <!-- Written by MechanismDocTest out of src/main/resources/mechanisms. Change the files there, then:
           mvn test -Dtest=MechanismDocTest -Duputnica.mechanisms.write=true -->

      """;

  private final StringBuilder page = new StringBuilder(GENERATED);

  private MechanismDocument() {}

  /** The page of what holds in every country. */
  public static String ofBase(Mechanism base) {
    var document = new MechanismDocument();
    document.introduction(base);
    document.deadlines(base.clocks());
    base.tracks().forEach(document::track);
    return document.page.toString();
  }

  private void introduction(Mechanism base) {
    line("# The procedure that holds in every country");
    line("");
    line(
        "A case runs along several tracks at once: help never waits for a decision, and a decision never ends help. Each track has states, and");
    line(
        "steps that lead from one state to the next. A step that is not written here cannot be taken. A country can ask for more than this page");
    line("does (see its own page), never for less.");
    line("");
    line(
        "No step asks for a report to the police, a complaint, or a promise to testify. Free text never enters the procedure: where a *sealed");
    line(
        "note* is asked, the words are locked away and only their number goes along. What is *not confirmed* has not yet been confirmed with an");
    line("authority.");
    line("");
    line("## Who");
    line("");
    line(
        "A performer is written `role@party`. Roles are those of the role list; parties say what an organisation is to this one track:");
    line("");
    table(
        List.of("party", "meaning"),
        Arrays.stream(Party.values())
            .map(party -> List.of("`" + party.word() + "`", Wording.of(party)))
            .toList());
    line(
        "`R-PERSON` is the person concerned, who has no login: somebody writes down what the person says and states whose word it is. For an adult that is");
    line(
        Wording.performers(base.recorders().adult())
            + "; for a child "
            + Wording.performers(base.recorders().child())
            + ".");
    line(
        "The word of a guardian who is not at a screen is written down by "
            + Wording.performers(base.recorders().guardian())
            + ".");
    line(
        "Doubt about age counts for the child: the rule for children applies until it is known that the person is an adult.");
    line("");
  }

  private void deadlines(List<Clock> clocks) {
    line("## Deadlines");
    line("");
    line(
        "A deadline reminds, escalates or asks for a decision. **No deadline ends a right, and none moves a person**; an unanswered request ends, so that the next can be made. A deadline without a length does");
    line(
        "not run until a country gives it one. *Answered by* says who can record that it was done, where no step says so.");
    line(
        "Working days end with the last hour of the last day, and the day of the event does not count. A clock can be paused with a reason, and lengthened when somebody else approves; it is never shortened.");
    line("");
    table(
        List.of(
            "code",
            "deadline",
            "lasts",
            "counts from",
            "when it runs out",
            "who is told",
            "warned before",
            "told after, if nothing was done",
            "paused by",
            "lengthened by",
            "answered by",
            "source"),
        clocks.stream()
            .map(clock ->
                List.of(
                    "`" + clock.code() + "`",
                    clock.label() + (clock.repeats() ? " (again and again)" : ""),
                    Wording.lasts(clock),
                    Wording.countsFrom(clock),
                    Wording.of(clock.whenPassed(), clock.endsAfter()),
                    Wording.performers(clock.tells()),
                    Wording.warns(clock),
                    Wording.escalates(clock),
                    Wording.performers(clock.changes().pausedBy()),
                    Wording.extended(clock),
                    Wording.performers(clock.answeredBy()),
                    Wording.of(clock.source())))
            .toList());
  }

  private void track(Track track) {
    line("## " + track.label());
    line("");
    line("*" + track.question() + "* " + runs(track.instances()));
    line("");
    Step opening = track.opening();
    line(
        "Begins with `"
            + opening.code()
            + "` "
            + opening.label()
            + " in `"
            + opening.to()
            + "`, by "
            + Wording.performers(opening.by())
            + ".");
    line("");
    line("### States of " + track.code());
    line("");
    table(
        List.of("state", "meaning", "kind", "who moves next"),
        track.states().stream()
            .map(state ->
                List.of(
                    "`" + state.code() + "`",
                    state.label(),
                    Wording.of(state.kind()),
                    Wording.performers(state.waitsFor())))
            .toList());
    line("### Steps of " + track.code());
    line("");
    table(
        List.of("step", "what", "from", "to", "who may take it"),
        track.steps().stream()
            .map(step ->
                List.of(
                    "`" + step.code() + "`",
                    step.label(),
                    track.states().stream()
                        .map(State::code)
                        .filter(step.from()::contains)
                        .map(code -> "`" + code + "`")
                        .collect(Collectors.joining(", ")),
                    "`" + step.to() + "`",
                    Wording.performers(step.by())))
            .toList());
    line("### What the steps of " + track.code() + " need, and what they do");
    line("");
    Stream.concat(Stream.of(opening), track.steps().stream()).forEach(this::needs);
    if (!track.notes().isEmpty()) {
      line("### Why " + track.code() + " is so");
      line("");
      for (Track.Note note : track.notes()) {
        line(
            "- "
                + Wording.codes(note.steps().stream().map(StepCode::value).toList())
                + ": "
                + note.text());
      }
      line("");
    }
  }

  private static String runs(Track.Instances instances) {
    return switch (instances) {
      case ONE -> "One per case.";
      case ONE_AT_A_TIME ->
          "One run at a time; a new run may begin when the case is opened again, the earlier one stays as history.";
      case MANY -> "As many per case as needed.";
    };
  }

  private void needs(Step step) {
    line(
        "**"
            + step.code()
            + " "
            + step.label()
            + "**"
            + (step.partOf().isEmpty() ? "" : " (" + step.partOf() + ")"));
    int before = page.length();
    bullet(
        "asks",
        step.asks().stream()
            .filter(ask -> !isConfirmation(ask) && !ask.optional())
            .map(MechanismDocument::ask)
            .toList());
    bullet(
        "may be given",
        step.asks().stream().filter(Ask::optional).map(MechanismDocument::ask).toList());
    bullet(
        "must be confirmed",
        step.asks().stream()
            .filter(ask -> isConfirmation(ask) && !ask.optional())
            .map(MechanismDocument::confirmed)
            .toList());
    bullet("only if", step.when().stream().map(Wording::of).toList());
    bullet("stops", step.stops().stream().map(Wording::of).toList());
    bullet("pauses", step.pauses().stream().map(Wording::of).toList());
    bullet("lets run on", step.resumes().stream().map(Wording::of).toList());
    bullet(
        "starts",
        step.starts().stream()
            .map(start -> Wording.of(start.what()) + Wording.condition(start))
            .toList());
    bullet("then", step.effects().stream().map(MechanismDocument::effect).toList());
    if (page.length() == before) {
      line("- needs nothing more");
    }
    line("");
  }

  private static boolean isConfirmation(Ask ask) {
    return ask.input().kind() instanceof InputKind.Confirmation;
  }

  private static String ask(Ask ask) {
    return ask.input().label() + " (" + Wording.of(ask.input().kind()) + ")" + forWhom(ask);
  }

  private static String confirmed(Ask ask) {
    return "“" + ask.input().label() + "”" + forWhom(ask);
  }

  private static String forWhom(Ask ask) {
    return ask.limit()
        .map(age -> age == AgeRule.ADULT ? " (for an adult)" : " (for a child)")
        .orElse("");
  }

  private static String effect(Conditional<Effect> effect) {
    return Wording.of(effect.what()) + Wording.condition(effect);
  }

  private void bullet(String what, List<String> items) {
    if (!items.isEmpty()) {
      line("- " + what + ": " + String.join("; ", items));
    }
  }

  private void table(List<String> head, List<List<String>> rows) {
    line("| " + String.join(" | ", head) + " |");
    line("|" + " --- |".repeat(head.size()));
    rows.forEach(row -> line("| " + String.join(" | ", row) + " |"));
    line("");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
