package org.uputnica.directory.domain;

import java.util.List;

/** A service of the wanted kind that does not fit, with the rules that say so. */
public record ExcludedOffer(ServiceOffer offer, List<Reason> reasons) {
  public ExcludedOffer {
    reasons = List.copyOf(reasons);
  }
}
