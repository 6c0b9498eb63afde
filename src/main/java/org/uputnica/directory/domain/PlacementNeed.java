package org.uputnica.directory.domain;

import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;

/**
 * What a service must fit: the part of the needs envelope that matching asks for. Nothing in it
 * names the person.
 *
 * @param ageState {@code CHILD}, {@code PRESUMED_CHILD}, {@code ADULT} or {@code UNKNOWN}
 * @param age in years as said; absent when not said
 * @param placementSex {@code WOMAN}, {@code MAN}, {@code OTHER} or {@code NOT_SAID}
 * @param language BCP 47
 * @param interpreterNeeded {@code YES}, {@code NO} or {@code UNKNOWN}
 * @param accompanyingChildren children who come with the person
 * @param riskLevel {@code LOW}, {@code MEDIUM} or {@code HIGH}
 * @param avoidArea region or municipality of the exploitation or the exploiter
 * @param country where the service is looked for
 * @param serviceType code of {@code service-types.csv}
 * @param particulars what is said beyond what the case knows
 */
public record PlacementNeed(
    String ageState,
    @Nullable Integer age,
    String placementSex,
    String language,
    String interpreterNeeded,
    int accompanyingChildren,
    String riskLevel,
    @Nullable String avoidArea,
    CountryCode country,
    String serviceType,
    Particulars particulars) {
  static final int ADULT_AGE = 18;

  /** A need of which nothing more is said than what the case knows. */
  public PlacementNeed(
      String ageState,
      @Nullable Integer age,
      String placementSex,
      String language,
      String interpreterNeeded,
      int accompanyingChildren,
      String riskLevel,
      @Nullable String avoidArea,
      CountryCode country,
      String serviceType) {
    this(
        ageState,
        age,
        placementSex,
        language,
        interpreterNeeded,
        accompanyingChildren,
        riskLevel,
        avoidArea,
        country,
        serviceType,
        Particulars.NONE);
  }

  /** The same need with what else is said about it. */
  public PlacementNeed with(Particulars said) {
    return new PlacementNeed(
        ageState,
        age,
        placementSex,
        language,
        interpreterNeeded,
        accompanyingChildren,
        riskLevel,
        avoidArea,
        country,
        serviceType,
        said);
  }

  /**
   * Whether the child route applies: a child, a presumed child (Council of Europe Convention, art.
   * 10(3)), and a person of unknown age who did not say 18 or more.
   */
  public boolean isOnChildRoute() {
    return switch (ageState) {
      case "CHILD", "PRESUMED_CHILD" -> true;
      case "UNKNOWN" -> age == null || age < ADULT_AGE;
      default -> false;
    };
  }

  /** Whether a place to sleep is looked for. */
  public boolean isAccommodation() {
    return ServiceTypes.isAccommodation(serviceType);
  }

  /** Places to sleep in: the person and the children with her. */
  public int places() {
    return 1 + accompanyingChildren;
  }
}
