package org.uputnica.crossborder.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;

/**
 * An agreement with another country, as the file of one country says it ({@code P-XAGREE}).
 *
 * @param since year or first day, as it is told; null where nobody looked it up
 * @param from first day; null: at once
 * @param until last day; null: no end is said
 * @param scope what it covers, in the words of the file
 */
public record Agreement(
    CountryCode partner,
    boolean draft,
    @Nullable String since,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    List<String> scope) {
  /** How it stands on a day; the strongest word first. */
  public enum Standing {
    ENDED,
    IN_FORCE,
    NOT_YET,
    DRAFT,
    NONE
  }

  public Agreement {
    scope = List.copyOf(scope);
  }

  /** How it stands on this day. */
  public Standing on(LocalDate day) {
    if (draft) {
      return Standing.DRAFT;
    }
    if (until != null && until.isBefore(day)) {
      return Standing.ENDED;
    }
    return from != null && from.isAfter(day) ? Standing.NOT_YET : Standing.IN_FORCE;
  }

  /** The same, ending on this day at the latest. */
  Agreement endingBy(LocalDate day) {
    return new Agreement(
        partner, draft, since, from, until != null && until.isBefore(day) ? until : day, scope);
  }
}
