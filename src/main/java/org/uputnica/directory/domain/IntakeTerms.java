package org.uputnica.directory.domain;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a service takes people in, beyond whom: hours, accessibility, length of stay, interpreters
 * and the paper it works under. {@code shelter-intake-criteria.csv}: ACC, LAN, LEN, LIC, TIM.
 *
 * @param hours when it takes somebody in; empty means not said
 * @param onCall whether it takes somebody in outside its hours after a call
 * @param accessibility needs of {@link #ACCESSIBILITY} that are met; null means not said
 * @param maximumStay in days; null means not said
 * @param extension the rule by which a stay is extended, in words
 * @param interpreters how an interpreter is arranged, in words
 * @param licence null means none is recorded
 */
public record IntakeTerms(
    List<Schedule> hours,
    boolean onCall,
    @Nullable Set<String> accessibility,
    @Nullable Integer maximumStay,
    @Nullable String extension,
    @Nullable String interpreters,
    @Nullable Licence licence) {
  /** Nothing was said. */
  public static final IntakeTerms NOT_SAID =
      new IntakeTerms(List.of(), false, null, null, null, null, null);

  /** {@code ACC}: what a person may need. */
  public static final List<String> ACCESSIBILITY =
      List.of("WHEELCHAIR", "HEARING", "SIGHT", "MENTAL_HEALTH");

  /** {@code NAT}: legal statuses. */
  public static final List<String> LEGAL_STATUSES =
      List.of("NATIONAL", "REFLECTION_STAY", "OTHER_STAY", "NO_STATUS");

  /** {@code RIS}: what not every place can meet. */
  public static final List<String> RISKS =
      List.of("SERIOUS_VIOLENCE", "ACUTE_MEDICAL", "SUBSTANCE_USE");

  private static final int DAYS_AHEAD = 31;

  public IntakeTerms {
    hours = List.copyOf(hours);
    accessibility = accessibility == null ? null : Set.copyOf(accessibility);
  }

  /** Whether somebody is taken in at this local time, on call not counted. */
  public boolean isOpen(LocalDateTime at) {
    return hours.stream().anyMatch(it -> it.isOpen(at));
  }

  /** When it opens next after this local time, within a month. */
  public Optional<LocalDateTime> opensAfter(LocalDateTime at) {
    return Stream.iterate(at.toLocalDate(), day -> day.plusDays(1))
        .limit(DAYS_AHEAD)
        .flatMap(day -> opensOn(day).filter(it -> it.isAfter(at)).sorted())
        .findFirst();
  }

  private Stream<LocalDateTime> opensOn(LocalDate day) {
    return hours.stream().filter(it -> it.holds(day)).map(it -> day.atTime(it.opens()));
  }
}
