package org.uputnica.directory.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;

/** The services kept, with their free places as they are now. */
public interface ServiceOffers {
  Optional<ServiceOffer> find(ServiceId id);

  Map<ServiceId, ServiceOffer> find(Set<ServiceId> ids);

  /** How a request of an organisation to a service is shown. */
  Optional<PublicNames> names(ServiceId asked, OrganizationId sender);

  /**
   * Active services by name and id.
   *
   * @param serviceType absent means all
   * @param guardedOnlyOf when present, guarded services of other organisations are left out
   * @param after the entry after which to begin
   */
  List<ServiceOffer> list(
      CountryCode country,
      @Nullable String serviceType,
      @Nullable OrganizationId guardedOnlyOf,
      @Nullable ListPosition after,
      int limit);

  /** Active services of the country with at least one of the types. */
  List<ServiceOffer> offering(CountryCode country, Set<String> serviceTypes);

  /** Active services of one organisation, by name. */
  List<ServiceOffer> of(OrganizationId organization);

  void add(List<ServiceOffer> offers);
}
