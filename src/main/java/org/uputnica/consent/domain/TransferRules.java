package org.uputnica.consent.domain;

import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;

/** The terms of transfers; answered by the room that knows how countries stand to each other. */
public interface TransferRules {
  /**
   * The terms on which a case's data go to a country now.
   *
   * @param to null where nobody knows the country
   */
  TransferTerms of(CaseForConsent about, @Nullable CountryCode to);
}
