package org.uputnica.directory.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;

/**
 * A service an organisation offers. HSDS service with the terms of our intake profile ({@code
 * docs/hsds-profile.md}).
 *
 * @param serviceTypes codes of {@code service-types.csv}; one without any is kept, never offered
 * @param area region or municipality code; the address of a confidential place is not kept
 * @param languages BCP 47, spoken by the staff
 * @param minimumAge in years, inclusive; absent means no lower limit
 * @param maximumAge in years, inclusive; absent means no upper limit
 * @param sexes of {@code WOMAN}, {@code MAN}, {@code OTHER}; empty means not said
 * @param acceptsChildren whether children may come with the person
 * @param securityLevel {@code LOW}, {@code MEDIUM} or {@code HIGH} (guarded)
 * @param licensedUntil last day of the licence, in the country's time
 * @param licenceNeeded whether the country asks a licence for this service
 * @param cooperationRequired whether help depends on cooperation with police; must not be so
 * @param costsMoney whether the person has to pay; must not be so
 * @param active HSDS service.status {@code active}
 * @param legalStatuses {@code NAT}: legal statuses accepted; empty means all
 * @param exclusions {@code RIS}: what this service cannot meet; empty means nothing
 * @param intake how it takes people in
 */
public record ServiceOffer(
    ServiceId id,
    OrganizationId organization,
    String organizationName,
    String name,
    CountryCode country,
    Set<String> serviceTypes,
    String area,
    List<String> languages,
    boolean interpreterAvailable,
    @Nullable Integer minimumAge,
    @Nullable Integer maximumAge,
    Set<String> sexes,
    boolean acceptsChildren,
    String securityLevel,
    @Nullable LocalDate licensedUntil,
    boolean licenceNeeded,
    boolean cooperationRequired,
    boolean costsMoney,
    boolean active,
    List<FreePlaces> capacities,
    Set<String> legalStatuses,
    Set<String> exclusions,
    @Nullable String phone,
    IntakeTerms intake) {
  private static final String GUARDED = "HIGH";

  public ServiceOffer {
    serviceTypes = Set.copyOf(serviceTypes);
    languages = List.copyOf(languages);
    sexes = Set.copyOf(sexes);
    capacities = List.copyOf(capacities);
    legalStatuses = Set.copyOf(legalStatuses);
    exclusions = Set.copyOf(exclusions);
  }

  /** Whether a person sleeps there: any service type {@code ACC-…}. */
  public boolean isAccommodation() {
    return serviceTypes.stream().anyMatch(ServiceTypes::isAccommodation);
  }

  /** Whether it is guarded; such services are shown to callers with clearance only. */
  public boolean isGuarded() {
    return isAccommodation() && securityLevel.equals(GUARDED);
  }

  /** Accommodation for children and nobody else. */
  public boolean isForChildrenOnly() {
    return serviceTypes.contains(ServiceTypes.CHILD_ACCOMMODATION)
        && maximumAge != null
        && maximumAge < PlacementNeed.ADULT_AGE;
  }

  /** The same service with these numbers of free places. */
  public ServiceOffer with(List<FreePlaces> places) {
    return with(places, intake);
  }

  /**
   * The same service without what the house itself knows better at the moment it answers: its free
   * places, and whether somebody opens the door.
   */
  public ServiceOffer asItAnswers() {
    return with(
        List.of(),
        new IntakeTerms(
            List.of(),
            true,
            intake.accessibility(),
            intake.maximumStay(),
            intake.extension(),
            intake.interpreters(),
            intake.licence()));
  }

  private ServiceOffer with(List<FreePlaces> places, IntakeTerms terms) {
    return new ServiceOffer(
        id,
        organization,
        organizationName,
        name,
        country,
        serviceTypes,
        area,
        languages,
        interpreterAvailable,
        minimumAge,
        maximumAge,
        sexes,
        acceptsChildren,
        securityLevel,
        licensedUntil,
        licenceNeeded,
        cooperationRequired,
        costsMoney,
        active,
        places,
        legalStatuses,
        exclusions,
        phone,
        terms);
  }
}
