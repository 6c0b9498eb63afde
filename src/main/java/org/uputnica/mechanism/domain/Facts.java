package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a step is looked at or taken. The features above the mechanism bring it;
 * whatever they do not bring counts as not so, and a person of unsaid age counts as a child.
 */
public final class Facts {
  private final Instant asOf;
  private final AgeRule age;
  private final Set<Fact> plain;
  private final Map<String, ConsentWord> consents;
  private final Set<String> exceptions;
  private final Set<Element> elements;
  private final @Nullable RiskLevel risk;
  private final @Nullable Instant riskAssessedAt;
  private final @Nullable IdentificationStage identification;
  private final List<RunningClock> clocks;
  private final Set<String> stated;

  /** How the person stands to one scope, towards the party concerned. */
  public enum ConsentWord {
    GIVEN,
    /** Refused, withdrawn or otherwise answered with no. */
    REFUSED,
    /** Not asked, with the reason written down ({@code CR-NOTASKED}). */
    NOT_ASKED_WITH_REASON
  }

  private Facts(Builder from) {
    this.asOf = from.asOf;
    this.age = from.age;
    this.plain = from.plain.isEmpty() ? Set.of() : Set.copyOf(from.plain);
    this.consents = Map.copyOf(from.consents);
    this.exceptions = Set.copyOf(from.exceptions);
    this.elements = Set.copyOf(from.elements);
    this.risk = from.risk;
    this.riskAssessedAt = from.riskAssessedAt;
    this.identification = from.identification;
    this.clocks = List.of();
    this.stated = Set.of();
  }

  private Facts(Facts from, List<RunningClock> clocks, Set<String> stated) {
    this.asOf = from.asOf;
    this.age = from.age;
    this.plain = from.plain;
    this.consents = from.consents;
    this.exceptions = from.exceptions;
    this.elements = from.elements;
    this.risk = from.risk;
    this.riskAssessedAt = from.riskAssessedAt;
    this.identification = from.identification;
    this.clocks = clocks;
    this.stated = stated;
  }

  /** Starts a set of facts that hold at {@code asOf} (server time, UTC). */
  public static Builder asOf(Instant asOf) {
    return new Builder(asOf);
  }

  /** The moment for which the facts hold. */
  public Instant asOf() {
    return asOf;
  }

  /** Which rule applies to the person. */
  public AgeRule age() {
    return age;
  }

  /** Was this fact brought? */
  public boolean holds(Fact fact) {
    return plain.contains(fact);
  }

  /** What was said about a scope; empty if nothing is known. */
  public Optional<ConsentWord> consent(String scope) {
    return Optional.ofNullable(consents.get(scope));
  }

  /** Is an exception with this reason ({@code OV-*}) approved and not yet ended? */
  public boolean exceptionInForce(String reason) {
    return exceptions.contains(reason);
  }

  /** Did the screening find something for this element? */
  public boolean points(Element element) {
    return elements.contains(element);
  }

  /** The latest risk level; empty if never assessed. */
  public Optional<RiskLevel> risk() {
    return Optional.ofNullable(risk);
  }

  /** When the risk was last assessed; empty if never. */
  public Optional<Instant> riskAssessedAt() {
    return Optional.ofNullable(riskAssessedAt);
  }

  /** How far identification has come in favour of the person; empty if not presumed. */
  public Optional<IdentificationStage> identification() {
    return Optional.ofNullable(identification);
  }

  /** The clocks of the track that is looked at. */
  List<RunningClock> clocks() {
    return clocks;
  }

  /** Was this input given with the step? */
  boolean isStated(String input) {
    return stated.contains(input);
  }

  Facts withClocks(List<RunningClock> running) {
    return new Facts(this, List.copyOf(running), stated);
  }

  Facts withStated(Set<String> inputs) {
    return new Facts(this, clocks, inputs);
  }

  /** Collects facts; every method adds, none takes away. */
  public static final class Builder {
    private final Instant asOf;
    private AgeRule age = AgeRule.CHILD;
    private final Set<Fact> plain = EnumSet.noneOf(Fact.class);
    private final Map<String, ConsentWord> consents = new HashMap<>();
    private final Set<String> exceptions = new HashSet<>();
    private final Set<Element> elements = EnumSet.noneOf(Element.class);
    private @Nullable RiskLevel risk;
    private @Nullable Instant riskAssessedAt;
    private @Nullable IdentificationStage identification;

    private Builder(Instant asOf) {
      this.asOf = asOf;
    }

    /** The rule that applies to the person; unsaid means {@link AgeRule#CHILD}. */
    public Builder age(AgeRule rule) {
      this.age = rule;
      return this;
    }

    /** These facts are so. */
    public Builder holding(Fact... facts) {
      plain.addAll(List.of(facts));
      return this;
    }

    /** The fact is so if {@code holds}. */
    public Builder fact(Fact fact, boolean holds) {
      if (holds) {
        plain.add(fact);
      }
      return this;
    }

    /**
     * How the person stands to a scope ({@code CS-*}), towards the party that this track concerns.
     */
    public Builder consent(String scope, ConsentWord word) {
      consents.put(scope, word);
      return this;
    }

    /** Consent of this scope is given towards the party concerned. */
    public Builder consentGiven(String scope) {
      return consent(scope, ConsentWord.GIVEN);
    }

    /** An exception ({@code OV-*}) is approved and has not ended. */
    public Builder exceptionInForce(String reason) {
      exceptions.add(reason);
      return this;
    }

    /** The screening points to these elements. */
    public Builder pointing(Set<Element> found) {
      elements.addAll(found);
      return this;
    }

    /** The latest risk assessment. */
    public Builder risk(RiskLevel level, Instant assessedAt) {
      this.risk = level;
      this.riskAssessedAt = assessedAt;
      return this;
    }

    /** How far identification has come. */
    public Builder identification(IdentificationStage stage) {
      this.identification = stage;
      return this;
    }

    /** The finished, unchangeable set. */
    public Facts build() {
      return new Facts(this);
    }
  }
}
