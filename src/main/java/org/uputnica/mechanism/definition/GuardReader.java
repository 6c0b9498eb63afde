package org.uputnica.mechanism.definition;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.IdentificationStage;

/**
 * Reads conditions: one word, or one word with what it is about.
 *
 * @param adultElements what a screening must point to for an adult
 * @param childElements what a screening must point to for a child
 * @param reflectionFrom the country's P-REFL-START; empty where it says nothing
 * @param riskAge how old a risk assessment may be
 */
record GuardReader(
    KnownCodes codeLists,
    ClockBook clocks,
    InputBook inputs,
    Set<Element> adultElements,
    Set<Element> childElements,
    Optional<String> reflectionFrom,
    Duration riskAge) {
  private static final List<String> WITH_PARAMETER =
      List.of(
          "consent-given",
          "consent-not-asked",
          "consent-answered",
          "exception-in-force",
          "stated",
          "clock-passed",
          "clock-running",
          "clock-started",
          "any-of");

  Guard read(Node node) {
    if (node.isText()) {
      return word(node);
    }
    Map<String, Node> fields = node.fields();
    if (fields.size() != 1) {
      throw node.wrong("one condition is expected here", "separate conditions by commas");
    }
    String word = fields.keySet().iterator().next();
    Node about = fields.values().iterator().next();
    return switch (word) {
      case "consent-given" -> new Guard.ConsentGiven(code(about, "consent-scopes"));
      case "consent-not-asked" -> new Guard.ConsentNotAsked(code(about, "consent-scopes"));
      case "consent-answered" -> new Guard.ConsentAnswered(code(about, "consent-scopes"));
      case "exception-in-force" ->
          new Guard.ExceptionInForce(
              about.items().stream().map(one -> code(one, "consent-override-reasons")).toList());
      case "stated" -> new Guard.Stated(inputs.known(about, about.text()).name());
      case "clock-passed" -> new Guard.ClockPassed(clocks(about));
      case "clock-running" -> new Guard.ClockRunning(clocks.known(about));
      case "clock-started" -> new Guard.ClockStarted(clocks.known(about));
      case "any-of" -> anyOf(about);
      default -> throw unknown(node, word);
    };
  }

  private Guard anyOf(Node about) {
    if (about.items().size() < 2) {
      throw about.wrong("any-of needs two ways at least", "add another way or take any-of away");
    }
    return new Guard.AnyOf(about.items().stream().map(this::read).toList());
  }

  private Guard word(Node node) {
    return switch (node.text()) {
      case "risk-fresh" -> new Guard.RiskFresh(riskAge);
      case "risk-not-high" -> new Guard.RiskNotHigh();
      case "screening-sufficient" -> new Guard.ScreeningSufficient(adultElements, childElements);
      case "reflection-may-start" -> new Guard.ReflectionMayStart(reflectionFrom(node));
      case "adults-only" -> new Guard.OfAge(AgeRule.ADULT);
      case "children-only" -> new Guard.OfAge(AgeRule.CHILD);
      default ->
          Fact.ofWord(node.text())
              .<Guard>map(Guard.Holds::new)
              .orElseThrow(() -> unknown(node, node.text()));
    };
  }

  private IdentificationStage reflectionFrom(Node node) {
    String word = reflectionFrom.orElse(IdentificationStage.PRESUMPTION.name());
    return Arrays.stream(IdentificationStage.values())
        .filter(stage -> stage.name().equals(word))
        .findFirst()
        .orElseThrow(() ->
            node.wrong(
                "P-REFL-START says \"" + word + "\"",
                "write PRESUMPTION, APPLICATION or DECISION into the country file"));
  }

  private Set<ClockCode> clocks(Node about) {
    return clocks.ref(about, about.text()).possible().collect(Collectors.toUnmodifiableSet());
  }

  private String code(Node node, String list) {
    if (!codeLists.has(list, node.text())) {
      throw node.wrong("there is no " + node.text(), "use a code of codelists/" + list + ".csv");
    }
    return node.text();
  }

  private static MechanismFileException unknown(Node node, String word) {
    List<String> words =
        Stream.of(
                List.of(
                    "risk-fresh",
                    "risk-not-high",
                    "screening-sufficient",
                    "reflection-may-start",
                    "adults-only",
                    "children-only"),
                Arrays.stream(Fact.values()).map(Fact::word).toList(),
                WITH_PARAMETER.stream().map(one -> one + ": …").toList())
            .flatMap(List::stream)
            .sorted()
            .toList();
    return node.wrong("\"" + word + "\" is no condition", "use one of " + words);
  }
}
