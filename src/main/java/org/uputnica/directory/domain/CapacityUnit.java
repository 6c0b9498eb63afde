package org.uputnica.directory.domain;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a house counts: the codes of {@code capacity-units.csv} and for whom a place of each is. A
 * unit that is not among them, from a file of somebody else, is for anybody and counts by persons.
 */
public enum CapacityUnit {
  BED("bed"),
  BED_WOMAN("bed-woman"),
  BED_MAN("bed-man"),
  BED_CHILD("bed-child"),
  BED_TONIGHT("bed-tonight"),
  FAMILY_ROOM("family-room"),
  FLAT("flat");

  private final String code;

  CapacityUnit(String code) {
    this.code = code;
  }

  /** HSDS unit.name. */
  public String code() {
    return code;
  }

  public static Optional<CapacityUnit> of(String code) {
    return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
  }

  /**
   * How many of this unit the person and the children with her need; none where it is not for them.
   * A room or a flat is taken whole, by those who stay together.
   */
  public int wanted(PlacementNeed need) {
    boolean child = need.isOnChildRoute();
    boolean fits =
        switch (this) {
          case BED, BED_TONIGHT, FLAT -> true;
          case BED_WOMAN -> !child && need.placementSex().equals("WOMAN");
          case BED_MAN -> !child && need.placementSex().equals("MAN");
          case BED_CHILD -> child;
          case FAMILY_ROOM -> need.accompanyingChildren() > 0;
        };
    boolean whole = this == FAMILY_ROOM || this == FLAT;
    return fits ? whole ? 1 : need.places() : 0;
  }

  /** What the need wants of each unit, where that is not one place for each person. */
  static Map<String, Integer> wantedBy(PlacementNeed need) {
    Map<String, Integer> wanted = new TreeMap<>();
    for (CapacityUnit unit : values()) {
      int places = unit.wanted(need);
      if (places != need.places()) {
        wanted.put(unit.code, places);
      }
    }
    return wanted;
  }
}
