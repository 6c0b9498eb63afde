package org.uputnica.mechanism.domain;

import static org.uputnica.mechanism.domain.Performers.CASE;
import static org.uputnica.mechanism.domain.Performers.CONTACT;
import static org.uputnica.mechanism.domain.Performers.FRONT;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition of a step: a pure function over facts, with a reason when it is not met. The family
 * is closed; a file can only combine what stands here. An unknown fact is not met.
 */
public sealed interface Guard {
  /** Is the condition met? */
  boolean test(Facts facts);

  /** Why the step is closed while this is not met. */
  Reason reason();

  /** Why the step is closed while this is not met by these facts. */
  default Reason reason(Facts facts) {
    return reason();
  }

  /** Inputs of the step that can meet this condition. */
  default Set<String> statedInputs() {
    return Set.of();
  }

  /** A plain fact brought by the feature that owns it. */
  record Holds(Fact fact) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts.holds(fact);
    }

    @Override
    public Reason reason() {
      return Reason.of(fact.word(), List.of(), Performers.whoBrings(fact))
          .by(Remedies.whatBrings(fact));
    }
  }

  /** Consent of this scope is given towards the party that the track concerns. */
  record ConsentGiven(String scope) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts.consent(scope).filter(word -> word == Facts.ConsentWord.GIVEN).isPresent();
    }

    @Override
    public Reason reason() {
      return Reason.of("consent-given", List.of(scope), FRONT, CASE).by("recordConsent");
    }

    /** Who said no is not asked again because a step waits for a yes. */
    @Override
    public Reason reason(Facts facts) {
      return switch (facts.consent(scope).orElse(null)) {
        case REFUSED -> Reason.of("consent-refused", List.of(scope));
        case NOT_ASKED_WITH_REASON ->
            Reason.of("consent-deferred", List.of(scope), FRONT, CASE).by("recordConsent");
        case null, default -> reason();
      };
    }
  }

  /** Nobody could ask, and the reason why is written down ({@code CR-NOTASKED}). */
  record ConsentNotAsked(String scope) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts
          .consent(scope)
          .filter(word -> word == Facts.ConsentWord.NOT_ASKED_WITH_REASON)
          .isPresent();
    }

    @Override
    public Reason reason() {
      return Reason.of("consent-not-asked", List.of(scope), FRONT, CASE).by("recordConsent");
    }
  }

  /** The person was asked about this scope and answered, with yes or no. */
  record ConsentAnswered(String scope) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts
          .consent(scope)
          .filter(word -> word != Facts.ConsentWord.NOT_ASKED_WITH_REASON)
          .isPresent();
    }

    @Override
    public Reason reason() {
      return Reason.of("consent-answered", List.of(scope), FRONT, CASE).by("recordConsent");
    }
  }

  /** One of these exceptions to consent is approved and has not ended. */
  record ExceptionInForce(List<String> reasons) implements Guard {
    public ExceptionInForce {
      reasons = List.copyOf(reasons);
    }

    @Override
    public boolean test(Facts facts) {
      return reasons.stream().anyMatch(facts::exceptionInForce);
    }

    @Override
    public Reason reason() {
      return Reason.of("exception-in-force", reasons, FRONT, CASE)
          .by("recordException", "approveException");
    }
  }

  /** The risk was assessed not longer ago than {@code atMost}. */
  record RiskFresh(Duration atMost) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts
          .riskAssessedAt()
          .filter(when -> !when.plus(atMost).isBefore(facts.asOf()))
          .isPresent();
    }

    @Override
    public Reason reason() {
      return Reason.of("risk-fresh", List.of(Long.toString(atMost.toDays())), FRONT, CASE)
          .by("recordAssessment");
    }
  }

  /** The latest risk assessment exists and is not high. */
  record RiskNotHigh() implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts.risk().filter(level -> level != RiskLevel.HIGH).isPresent();
    }

    @Override
    public Reason reason() {
      return Reason.of("risk-not-high", List.of(), CASE, CONTACT).by("recordAssessment");
    }
  }

  /**
   * The screening points to every element asked for: other sets for adults and for children, for
   * whom no means is needed.
   */
  record ScreeningSufficient(Set<Element> adult, Set<Element> child) implements Guard {
    public ScreeningSufficient {
      adult = Set.copyOf(adult);
      child = Set.copyOf(child);
    }

    @Override
    public boolean test(Facts facts) {
      return (facts.age() == AgeRule.ADULT ? adult : child).stream().allMatch(facts::points);
    }

    @Override
    public Reason reason() {
      return Reason.of("screening-sufficient", List.of(), FRONT);
    }
  }

  /** Identification has come as far as the country asks before the time to recover can start. */
  record ReflectionMayStart(IdentificationStage from) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts.identification().filter(stage -> stage.compareTo(from) >= 0).isPresent();
    }

    @Override
    public Reason reason() {
      return Reason.of("reflection-may-start", List.of(), FRONT, CASE);
    }
  }

  /** An input of the step itself was given, such as the reason for being late. */
  record Stated(String input) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts.isStated(input);
    }

    @Override
    public Reason reason() {
      return Reason.of("stated", List.of(input)).by(Stream.of(new Remedy.OwnInput(input)));
    }

    @Override
    public Set<String> statedInputs() {
      return Set.of(input);
    }
  }

  /** One of these clocks of the track has run out. */
  record ClockPassed(Set<ClockCode> clocks) implements Guard {
    public ClockPassed {
      clocks = Set.copyOf(clocks);
    }

    @Override
    public boolean test(Facts facts) {
      return facts.clocks().stream()
          .anyMatch(clock -> clocks.contains(clock.code()) && clock.passed(facts.asOf()));
    }

    @Override
    public Reason reason() {
      return Reason.of("clock-passed", clocks.stream().sorted().map(ClockCode::value).toList());
    }
  }

  /** This clock of the track runs and has not run out. */
  record ClockRunning(ClockCode clock) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts.clocks().stream()
          .anyMatch(running -> running.code().equals(clock) && !running.passed(facts.asOf()));
    }

    @Override
    public Reason reason() {
      return Reason.of("clock-running", List.of(clock.value()));
    }
  }

  /** This clock of the track was started and not stopped; it may have run out. */
  record ClockStarted(ClockCode clock) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts.clocks().stream().anyMatch(running -> running.code().equals(clock));
    }

    @Override
    public Reason reason() {
      return Reason.of("clock-started", List.of(clock.value()));
    }
  }

  /** The rule for this age applies to the person. */
  record OfAge(AgeRule age) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts.age() == age;
    }

    @Override
    public Reason reason() {
      return Reason.of(age == AgeRule.ADULT ? "adults-only" : "children-only", List.of());
    }
  }

  /** A condition that binds for one age only: met for everybody else. */
  record OnlyFor(AgeRule age, Guard condition) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts.age() != age || condition.test(facts);
    }

    @Override
    public Reason reason() {
      return condition.reason();
    }

    @Override
    public Set<String> statedInputs() {
      return condition.statedInputs();
    }
  }

  /** One of these is enough. */
  record AnyOf(List<Guard> ways) implements Guard {
    public AnyOf {
      ways = List.copyOf(ways);
      if (ways.size() < 2) {
        throw new IllegalArgumentException("any-of needs two ways at least");
      }
    }

    @Override
    public boolean test(Facts facts) {
      return ways.stream().anyMatch(way -> way.test(facts));
    }

    @Override
    public Reason reason() {
      return Reason.anyOf(ways.stream().map(Guard::reason).toList());
    }

    @Override
    public Set<String> statedInputs() {
      return ways.stream()
          .flatMap(way -> way.statedInputs().stream())
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** This condition and all that it is made of. */
  default Stream<Guard> parts() {
    return switch (this) {
      case AnyOf(List<Guard> ways) ->
          Stream.concat(Stream.of(this), ways.stream().flatMap(Guard::parts));
      case OnlyFor(AgeRule _, Guard condition) -> Stream.concat(Stream.of(this), condition.parts());
      case Holds _,
          ConsentGiven _,
          ConsentNotAsked _,
          ConsentAnswered _,
          ExceptionInForce _,
          RiskFresh _,
          RiskNotHigh _,
          ScreeningSufficient _,
          ReflectionMayStart _,
          Stated _,
          ClockPassed _,
          ClockRunning _,
          ClockStarted _,
          OfAge _ ->
          Stream.of(this);
    };
  }
}
