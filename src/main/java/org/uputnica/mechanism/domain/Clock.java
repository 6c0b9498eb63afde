package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deadline of the procedure. A clock reminds, escalates or reports; no clock ends a right or
 * moves a person.
 *
 * @param counts whether the length is elapsed time or working days of the country
 * @param length until it runs out; null where the country has no such deadline, and then it never
 *     starts
 * @param childLength the same for a child; a country may set it apart, and null does not fall back
 *     on the length for adults
 * @param startsWhen the event it counts from, in words of {@code deadlines.csv}
 * @param from inputs that say a day or a moment: of those given with the step that starts it, it
 *     counts from the first, if that is still to come; else from the step
 * @param whenPassed what is done when it runs out
 * @param grace only with {@link WhenPassed#ESCALATE_THEN_EXPIRE}: how long after that was told
 *     silence ends the request; else null
 * @param tells who is told when it runs out
 * @param warns how long before it runs out somebody is told that it will; null where nobody is
 * @param warned who is told that
 * @param escalates who else is told afterwards, in this order
 * @param changes who may pause and lengthen it
 * @param answeredBy who may say that what it asks for was done, where no step says it
 * @param repeats an answer starts it again; without one it is told of anew each time its length has
 *     passed once more, and from then on those of an escalation are told too
 * @param source where the length comes from
 */
public record Clock(
    ClockCode code,
    String label,
    Counts counts,
    @Nullable Duration length,
    @Nullable Duration childLength,
    String startsWhen,
    List<String> from,
    WhenPassed whenPassed,
    @Nullable Duration grace,
    List<Performer> tells,
    @Nullable Duration warns,
    List<Performer> warned,
    List<Escalation> escalates,
    Changes changes,
    List<Performer> answeredBy,
    boolean repeats,
    Source source) {
  /** What a clock counts. */
  public enum Counts {
    ELAPSED("elapsed"),
    WORKING_DAYS("working-days");

    private final String word;

    Counts(String word) {
      this.word = word;
    }

    /** The word used in the files. */
    public String word() {
      return word;
    }

    /** Can this be a length of it? Above zero, and whole days where days are counted. */
    public boolean measures(Duration length) {
      return length.isPositive()
          && (this == ELAPSED || length.equals(Duration.ofDays(length.toDays())));
    }
  }

  /**
   * Who else is told when nobody has done what a clock asks.
   *
   * @param after elapsed time since it ran out
   */
  public record Escalation(Duration after, List<Performer> tells) {
    public Escalation {
      tells = List.copyOf(tells);
    }
  }

  /**
   * Who may change a clock that was started. Nobody can shorten one.
   *
   * @param pausedBy may pause it and let it run on
   * @param extendedBy may ask that it be lengthened
   * @param approvedBy decide on that, each another person than who asked
   */
  public record Changes(
      List<Performer> pausedBy, List<Performer> extendedBy, List<Performer> approvedBy) {
    public Changes {
      pausedBy = List.copyOf(pausedBy);
      extendedBy = List.copyOf(extendedBy);
      approvedBy = List.copyOf(approvedBy);
    }

    /** Those a wish is for. */
    List<Performer> of(ClockWish wish) {
      return switch (wish) {
        case ClockWish.Pause _, ClockWish.Resume _ -> pausedBy;
        case ClockWish.AskExtension _ -> extendedBy;
        case ClockWish.DecideExtension _ -> approvedBy;
      };
    }
  }

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
    from = List.copyOf(from);
    tells = List.copyOf(tells);
    warned = List.copyOf(warned);
    escalates = List.copyOf(escalates);
    answeredBy = List.copyOf(answeredBy);
  }

  /** The same clock as a country sets it. */
  public Clock lasting(
      @Nullable Duration adult, @Nullable Duration child, @Nullable Duration ends, Source said) {
    return with(counts, adult, child, ends, warns, said);
  }

  /** The same clock, counting something else. */
  public Clock counting(Counts now) {
    return with(now, length, childLength, grace, warns, source);
  }

  /** The same clock, warning this long before. */
  public Clock warning(@Nullable Duration before) {
    return with(counts, length, childLength, grace, before, source);
  }

  private Clock with(
      Counts now,
      @Nullable Duration adult,
      @Nullable Duration child,
      @Nullable Duration ends,
      @Nullable Duration before,
      Source said) {
    return new Clock(
        code,
        label,
        now,
        adult,
        child,
        startsWhen,
        from,
        whenPassed,
        ends,
        tells,
        before,
        warned,
        escalates,
        changes,
        answeredBy,
        repeats,
        said);
  }

  /**
   * How long after its running out was told silence ends the request; empty where it ends nothing.
   */
  public Optional<Duration> endsAfter() {
    return Optional.ofNullable(grace);
  }

  /** How long until it runs out, for an adult; empty where there is no such deadline. */
  public Optional<Duration> lasts() {
    return Optional.ofNullable(length);
  }

  /** How long until it runs out, under the rule that applies to the person. */
  public Optional<Duration> lasts(AgeRule age) {
    return Optional.ofNullable(age == AgeRule.ADULT ? length : childLength);
  }
}
