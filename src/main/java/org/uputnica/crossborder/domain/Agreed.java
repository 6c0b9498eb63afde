package org.uputnica.crossborder.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.crossborder.domain.Agreement.Standing;

/**
 * How two countries stand to each other on a day, by the files of both: whichever leaves ends it,
 * unless its own file names another agreement in force.
 *
 * @param since year or first day of what is in force or ended
 * @param until last day, where one is said: the earlier one
 */
public record Agreed(
    Standing standing, @Nullable String since, @Nullable LocalDate until, List<String> scope) {
  private static final Agreed NOTHING = new Agreed(Standing.NONE, null, null, List.of());

  /** Within the file of one country, what is in force stands before what has ended. */
  private static final List<Standing> OF_ONE =
      List.of(Standing.IN_FORCE, Standing.ENDED, Standing.NOT_YET, Standing.DRAFT);

  public Agreed {
    scope = List.copyOf(scope);
  }

  /** By what each of the two files says about the other country. */
  public static Agreed on(LocalDate day, List<Agreement> ours, List<Agreement> theirs) {
    List<Agreement> strongest =
        Stream.of(ours, theirs)
            .flatMap(said ->
                said.stream()
                    .min(
                        Comparator.<Agreement>comparingInt(it -> OF_ONE.indexOf(it.on(day)))
                            .thenComparing(it -> last(it.until()), Comparator.reverseOrder()))
                    .stream())
            .sorted(Comparator.comparing(it -> it.on(day)))
            .toList();
    return strongest.stream()
        .findFirst()
        .map(it ->
            new Agreed(
                it.on(day),
                it.since(),
                strongest.stream()
                    .flatMap(each -> Stream.ofNullable(each.until()))
                    .min(Comparator.naturalOrder())
                    .orElse(null),
                it.scope()))
        .orElse(NOTHING);
  }

  private static LocalDate last(@Nullable LocalDate until) {
    return Optional.ofNullable(until).orElse(LocalDate.MAX);
  }

  public boolean hasEnded() {
    return standing == Standing.ENDED;
  }

  /** What to think of before something is sent there. */
  public Optional<RequestRisk> risk() {
    return Optional.ofNullable(
        switch (standing) {
          case ENDED -> new RequestRisk(RequestRisk.Code.AGREEMENT_ENDED, day());
          case IN_FORCE ->
              until == null ? null : new RequestRisk(RequestRisk.Code.AGREEMENT_ENDS, day());
          case NOT_YET -> new RequestRisk(RequestRisk.Code.AGREEMENT_NOT_YET, since);
          case DRAFT -> new RequestRisk(RequestRisk.Code.AGREEMENT_DRAFT, null);
          case NONE -> new RequestRisk(RequestRisk.Code.NO_AGREEMENT, null);
        });
  }

  private String day() {
    return String.valueOf(until);
  }
}
