package org.uputnica.directory.domain;

import java.util.List;

/**
 * What the criteria said about one offer.
 *
 * @param reasons criteria that are met
 * @param unknown criteria that cannot be judged
 * @param against criteria that are not met; one is enough to exclude
 */
record Judgement(
    FreePlacesState freePlaces, List<Reason> reasons, List<Reason> unknown, List<Reason> against) {
  boolean isExcluded() {
    return !against.isEmpty();
  }
}
