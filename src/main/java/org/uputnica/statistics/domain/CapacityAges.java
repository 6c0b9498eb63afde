package org.uputnica.statistics.domain;

import java.time.Instant;
import java.util.List;

/** Reads how old the numbers of free places are. */
public interface CapacityAges {
  /**
   * The line of each country for the region, of each organisation for a country, of the
   * organisation itself; the oldest first.
   *
   * @param freshSince what was given before is stale
   */
  List<CapacityAge> of(FigurePlace place, Instant freshSince, int limit);
}
