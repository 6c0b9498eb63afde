package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deadline of the procedure. A clock reminds, escalates or reports; no clock ends a right or
 * moves a person.
 *
 * @param length elapsed time until it runs out; null where the country has no such deadline, and
 *     then it never starts
 * @param childLength the same for a child; a country may set it apart, and null does not fall back
 *     on the length for adults
 * @param startsWhen the event it counts from, in words of {@code deadlines.csv}
 * @param whenPassed what is done when it runs out
 * @param grace only with {@link WhenPassed#ESCALATE_THEN_EXPIRE}: how long after that was told
 *     silence ends the request; else null
 * @param tells who is told when it runs out
 * @param answeredBy who may say that what it asks for was done, where no step says it
 * @param repeats an answer starts it again
 * @param source where the length comes from
 */
public record Clock(
    ClockCode code,
    String label,
    @Nullable Duration length,
    @Nullable Duration childLength,
    String startsWhen,
    WhenPassed whenPassed,
    @Nullable Duration grace,
    List<Performer> tells,
    List<Performer> answeredBy,
    boolean repeats,
    Source source) {
  /** What happens when a clock runs out. None of these ends a right. */
  public enum WhenPassed {
    REMIND("remind"),
    ESCALATE("escalate"),
    /** Escalates; after the grace the request ends as unanswered, and the next service is asked. */
    ESCALATE_THEN_EXPIRE("escalate-then-expire"),
    /** Tells at once, by telephone as well. */
    ALARM("alarm"),
    /** Somebody named has to decide; nothing happens by itself. */
    ASK_FOR_DECISION("ask-for-decision");

    private final String word;

    WhenPassed(String word) {
      this.word = word;
    }

    /** The word used in the files. */
    public String word() {
      return word;
    }
  }

  public Clock {
    tells = List.copyOf(tells);
    answeredBy = List.copyOf(answeredBy);
  }

  /**
   * How long after its running out was told silence ends the request; empty where it ends nothing.
   */
  public Optional<Duration> endsAfter() {
    return Optional.ofNullable(grace);
  }

  /** Elapsed time until it runs out, for an adult; empty where there is no such deadline. */
  public Optional<Duration> lasts() {
    return Optional.ofNullable(length);
  }

  /** Elapsed time until it runs out, under the rule that applies to the person. */
  public Optional<Duration> lasts(AgeRule age) {
    return Optional.ofNullable(age == AgeRule.ADULT ? length : childLength);
  }
}
