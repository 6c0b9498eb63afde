package org.uputnica.directory.domain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.ServiceId;

/**
 * What is said about a need when somebody looks for a service, beyond what the case knows. Nothing
 * in it names the person.
 *
 * @param accessibility {@code ACC}: codes of {@link IntakeTerms#ACCESSIBILITY}
 * @param legalStatus {@code NAT}: code of {@link IntakeTerms#LEGAL_STATUSES}; null means not said
 * @param risks {@code RIS}: codes of {@link IntakeTerms#RISKS}; null means not said
 * @param stay {@code LEN}: days the plan asks for; null means not said
 * @param avoid areas of the exploitation and of the exploiter; null means nobody asked her yet
 * @param near where she is: the code of a municipality or a region; null means not said
 * @param wishedServices services she wishes
 * @param wishedAreas areas she wishes, also one that would be avoided otherwise
 */
public record Particulars(
    Set<String> accessibility,
    @Nullable String legalStatus,
    @Nullable Set<String> risks,
    @Nullable Integer stay,
    @Nullable List<String> avoid,
    @Nullable String near,
    Set<ServiceId> wishedServices,
    List<String> wishedAreas) {
  /** Nothing more was said. */
  public static final Particulars NONE =
      new Particulars(Set.of(), null, null, null, List.of(), null, Set.of(), List.of());

  /** Nobody asked her where she must not go. */
  public static final Particulars NOT_ASKED =
      new Particulars(Set.of(), null, null, null, null, null, Set.of(), List.of());

  public Particulars {
    accessibility = Set.copyOf(accessibility);
    risks = risks == null ? null : Set.copyOf(risks);
    avoid = avoid == null ? null : List.copyOf(avoid);
    wishedServices = Set.copyOf(wishedServices);
    wishedAreas = List.copyOf(wishedAreas);
  }

  /** How much she wishes this one: 0 this very service, 1 its area, 2 she did not say so. */
  int wish(ServiceOffer offer) {
    if (wishedServices.contains(offer.id())) {
      return 0;
    }
    return wishedAreas.stream().anyMatch(it -> Area.holds(it, offer.area())) ? 1 : 2;
  }

  /** How far it is: 0 the same place, 1 the same region, 2 the same country or not known. */
  int distance(ServiceOffer offer) {
    return near == null ? 2 : Area.distance(near, offer.area());
  }
}
