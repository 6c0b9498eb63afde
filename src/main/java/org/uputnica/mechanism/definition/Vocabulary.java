package org.uputnica.mechanism.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.IdentificationStage;

/**
 * Writes down the closed vocabulary of conditions and effects: what a procedure file can say, and
 * nothing else.
 */
public final class Vocabulary {
  /** What can be written of a deadline and of its beginning. */
  private static final Map<String, String> OF_CLOCKS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("length: PT24H", "how long it lasts; `none` where only a country can say"),
              Map.entry(
                  "counts: working-days", "whole working days of the country; `elapsed` else"),
              Map.entry(
                  "from: [meeting-at, reception-date]",
                  "it counts from the first of these that the step says which starts it, a moment or the beginning of a day there, and from the step where that is past or not said"),
              Map.entry(
                  "grace: PT6H",
                  "how long after that was told silence ends the request, with `escalate-then-expire`"),
              Map.entry("warns: PT6H", "how long before it runs out somebody is told"),
              Map.entry("warned: [R-SHELTER@counterpart]", "who that is; those under `tells` else"),
              Map.entry(
                  "escalates: [{ after: PT12H, tells: [R-COORD@country] }]",
                  "who else is told, and how long after it ran out"),
              Map.entry(
                  "repeats: yes",
                  "it is told of anew each time its length has passed once more, after an outage once for all that was missed, and from then on those under `escalates` too; an answer starts it again"),
              Map.entry("starts: [DL-OVER if handover-open]", "a step starts it under a condition"),
              Map.entry(
                  "starts: [answer-by-priority again]",
                  "of those clocks the one that runs begins anew, with its whole length")));

  private Vocabulary() {}

  /** One example of every kind of condition, in the order of the page. */
  public static List<Guard> examples() {
    return List.of(
        new Guard.ConsentGiven("CS-NRM"),
        new Guard.ConsentNotAsked("CS-INT"),
        new Guard.ConsentAnswered("CS-POST"),
        new Guard.ExceptionInForce(List.of("OV-VITAL", "OV-CHILD")),
        new Guard.RiskFresh(Duration.ofDays(7)),
        new Guard.RiskNotHigh(),
        new Guard.ScreeningSufficient(
            Set.of(Element.values()), Set.of(Element.ACT, Element.PURPOSE)),
        new Guard.ReflectionMayStart(IdentificationStage.PRESUMPTION),
        new Guard.Stated("judgement"),
        new Guard.ClockPassed(
            Set.of(ClockCode.of("DL-EMERG"), ClockCode.of("DL-URG"), ClockCode.of("DL-NORM"))),
        new Guard.ClockRunning(ClockCode.of("DL-RECON")),
        new Guard.ClockStarted(ClockCode.of("DL-XBR-ACK")),
        new Guard.OfAge(AgeRule.ADULT),
        new Guard.AnyOf(
            List.of(new Guard.ConsentGiven("CS-INT"), new Guard.ConsentNotAsked("CS-INT"))),
        new Guard.OnlyFor(AgeRule.CHILD, new Guard.Holds(Fact.GUARDIAN_NAMED)));
  }

  /** The page. */
  public static String page() {
    List<String> lines = new ArrayList<>();
    lines.add("<!-- Written by MechanismDocTest. -->\n");
    lines.add("# Words a procedure file can use\n");
    lines.add(
        "Conditions and effects are a closed list. A new one is a change of the program, with a test; a file can only combine these.\n");
    lines.add("## Conditions\n");
    lines.add("A fact that nobody brings counts as not so.\n");
    lines.add("| written | means |\n| --- | --- |");
    Map<String, String> written =
        Map.ofEntries(
            Map.entry("ConsentGiven", "consent-given: CS-NRM"),
            Map.entry("ConsentNotAsked", "consent-not-asked: CS-INT"),
            Map.entry("ConsentAnswered", "consent-answered: CS-POST"),
            Map.entry("ExceptionInForce", "exception-in-force: [OV-VITAL, OV-CHILD]"),
            Map.entry("RiskFresh", "risk-fresh"),
            Map.entry("RiskNotHigh", "risk-not-high"),
            Map.entry("ScreeningSufficient", "screening-sufficient"),
            Map.entry("ReflectionMayStart", "reflection-may-start"),
            Map.entry("Stated", "stated: judgement"),
            Map.entry("ClockPassed", "clock-passed: answer-by-priority"),
            Map.entry("ClockRunning", "clock-running: DL-RECON"),
            Map.entry("ClockStarted", "clock-started: DL-XBR-ACK"),
            Map.entry("OfAge", "adults-only"),
            Map.entry("AnyOf", "any-of: [consent-given: CS-INT, consent-not-asked: CS-INT]"),
            Map.entry("OnlyFor", "when-child: [guardian-named]"));
    for (Guard example : examples()) {
      lines.add(
          "| `"
              + written.getOrDefault(example.getClass().getSimpleName(), "")
              + "` | "
              + Wording.of(example)
              + " |");
    }
    Arrays.stream(Fact.values())
        .forEach(fact -> lines.add("| `" + fact.word() + "` | " + Wording.of(fact) + " |"));
    lines.add("\n## Effects\n");
    lines.add("| written | means |\n| --- | --- |");
    Arrays.stream(Effect.values())
        .forEach(effect -> lines.add("| `" + effect.word() + "` | " + Wording.of(effect) + " |"));
    lines.add("\n## When a deadline runs out\n");
    lines.add("| written | means |\n| --- | --- |");
    Arrays.stream(Clock.WhenPassed.values())
        .forEach(one -> lines.add("| `" + one.word() + "` | " + Wording.of(one) + " |"));
    lines.add("\n## Deadlines\n");
    lines.add(
        "A country may set `length`, `counts`, `grace` and `warns` of a deadline of the base.\n");
    lines.add("| written | means |\n| --- | --- |");
    OF_CLOCKS.forEach((word, meaning) -> lines.add("| `" + word + "` | " + meaning + " |"));
    return String.join("\n", lines) + "\n";
  }
}
