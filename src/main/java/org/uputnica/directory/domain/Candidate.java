package org.uputnica.directory.domain;

import java.util.List;

/**
 * A service that may be asked.
 *
 * @param reasons why it fits
 * @param unknown what could not be judged and must be asked; never counted as a yes
 */
public record Candidate(
    ServiceOffer offer, FreePlacesState freePlaces, List<Reason> reasons, List<Reason> unknown) {
  public Candidate {
    reasons = List.copyOf(reasons);
    unknown = List.copyOf(unknown);
  }
}
