package org.uputnica.directory.domain;

import java.util.Map;

/**
 * How many places somebody needs.
 *
 * @param persons who sleep there
 * @param byUnit another number for these units; 0 where the unit is not for them
 */
public record WantedPlaces(int persons, Map<String, Integer> byUnit) {
  public WantedPlaces {
    byUnit = Map.copyOf(byUnit);
  }

  /** For the person and the children with her. */
  public static WantedPlaces of(PlacementNeed need) {
    return new WantedPlaces(need.places(), CapacityUnit.wantedBy(need));
  }

  /** For so many persons, whoever they are. */
  public static WantedPlaces forPersons(int persons) {
    return new WantedPlaces(persons, Map.of());
  }

  /** How many of this unit they need; 0 where it is not for them. */
  public int in(String unit) {
    return byUnit.getOrDefault(unit, persons);
  }

  /** Whether a place of this unit is for them. */
  public boolean areOf(String unit) {
    return in(unit) > 0;
  }

  /** Whether there are enough of them, whoever said the number and when. */
  public boolean fitIn(FreePlaces places) {
    return fitIn(places, 0);
  }

  /** Whether there are enough of them besides those that are spoken for. */
  public boolean fitIn(FreePlaces places, int spoken) {
    return areOf(places.unit()) && places.available() - spoken >= in(places.unit());
  }
}
