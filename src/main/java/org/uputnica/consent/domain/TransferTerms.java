package org.uputnica.consent.domain;

import org.jspecify.annotations.Nullable;

/**
 * On what terms a person's data may be kept and go to a country, as its rules say at this moment.
 *
 * @param retentionMonths after closure, until somebody decides about erasing ({@code P-RETENT});
 *     null where nobody has settled it
 * @param agreement the agreement in force between two countries, by their codes and its beginning
 *     ({@code P-XAGREE}); null without one
 */
public record TransferTerms(
    @Nullable Integer retentionMonths, Safeguard safeguard, @Nullable String agreement) {
  /** Why data may go where they go (Convention 108+ art. 14; {@code P-XDATA}). */
  public enum Safeguard {
    /** They stay in the country. */
    NOT_NEEDED,
    CONSENT,
    ADEQUACY,
    SAFEGUARDS,
    LAW,
    /** Nobody has settled a ground for that country. */
    NOT_SETTLED
  }
}
