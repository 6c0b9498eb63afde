package org.uputnica.crossborder.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;

/**
 * A country has said that it leaves what it agreed with another, whatever the files still say; or
 * that it stays after all.
 *
 * @param country who leaves
 * @param lastDay last day on which it holds, of that country; null: the files count again
 * @param source where it is published
 */
public record AgreementEnd(
    UUID id,
    CountryCode country,
    CountryCode partner,
    @Nullable LocalDate lastDay,
    String source,
    Instant saidAt) {
  /**
   * Ends what holds, unless it ends earlier by itself.
   *
   * @param own what the file of this country says
   * @param other what the file of the other one says; counts where the own one says nothing
   */
  public List<Agreement> over(List<Agreement> own, List<Agreement> other) {
    if (lastDay == null) {
      return own;
    }
    return (own.isEmpty() ? other : own).stream().map(it -> it.endingBy(lastDay)).toList();
  }
}
