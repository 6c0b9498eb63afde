package org.uputnica.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.directory.domain.DirectoryContent;
import org.uputnica.directory.domain.Entries;
import org.uputnica.directory.domain.FileEntries;
import org.uputnica.directory.domain.ListPosition;
import org.uputnica.directory.domain.Matches;
import org.uputnica.directory.domain.Matching;
import org.uputnica.directory.domain.OpenedAddress;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.Organizations;
import org.uputnica.directory.domain.PlacementNeed;
import org.uputnica.directory.domain.Places;
import org.uputnica.directory.domain.PublicNames;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.directory.domain.ServiceOffers;
import org.uputnica.directory.domain.WantedPlaces;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.RefusedException;

/** Who is there, what they offer, what fits, and the places held for referrals. */
@ApplicationScoped
@Transactional
public class DirectoryService {
  /** Roles to which guarded services are shown (domain reference, matching rule 5). */
  private static final Set<String> CLEARANCE =
      Set.of(Roles.FRONT, Roles.BORDER, Roles.ID, Roles.CASE, Roles.COORD, Roles.XB, Roles.GUARD);

  private final Organizations organizations;
  private final ServiceOffers offers;
  private final Places places;
  private final Entries entries;
  private final FileEntries filed;
  private final Callers callers;
  private final AuditTrail audit;
  private final Clock clock;

  DirectoryService(
      Organizations organizations,
      ServiceOffers offers,
      Places places,
      Entries entries,
      FileEntries filed,
      Callers callers,
      AuditTrail audit,
      Clock clock) {
    this.organizations = organizations;
    this.offers = offers;
    this.places = places;
    this.entries = entries;
    this.filed = filed;
    this.callers = callers;
    this.audit = audit;
    this.clock = clock;
  }

  public Optional<ServiceOffer> service(ServiceId id) {
    return offers.find(id);
  }

  /** Those of these services that there are. */
  public Map<ServiceId, ServiceOffer> services(Set<ServiceId> ids) {
    return ids.isEmpty() ? Map.of() : offers.find(ids);
  }

  /**
   * How a request is shown.
   *
   * @param sender the organisation that asks
   */
  public Optional<PublicNames> names(ServiceId asked, OrganizationId sender) {
    return offers.names(asked, sender);
  }

  public Optional<Organization> organization(OrganizationId id) {
    return organizations.find(id);
  }

  /** Those of these organisations that there are. */
  public Map<OrganizationId, Organization> organizations(Set<OrganizationId> ids) {
    return ids.isEmpty() ? Map.of() : organizations.find(ids);
  }

  /**
   * Organisations of a country with a function, by name.
   *
   * @param function of {@link Organization#FUNCTIONS}
   */
  public List<Organization> withFunction(CountryCode country, String function) {
    return organizations.withFunction(country, function);
  }

  /** One entry more than {@code limit}, so that the caller knows whether a page follows. */
  public List<Organization> listOrganizations(
      CountryCode country, @Nullable String function, @Nullable ListPosition after, int limit) {
    return organizations.list(country, function, after, limit + 1);
  }

  /**
   * Active services; guarded ones of other organisations for callers with clearance only. One entry
   * more than {@code limit}, so that the caller knows whether a page follows.
   */
  public List<ServiceOffer> listServices(
      CountryCode country, @Nullable String serviceType, @Nullable ListPosition after, int limit) {
    Caller caller = callers.current();
    @Nullable OrganizationId guardedOnlyOf = isCleared(caller) ? null : caller.organization();
    return offers.list(country, serviceType, guardedOnlyOf, after, limit + 1);
  }

  /**
   * A service as the current caller may see it.
   *
   * @throws RefusedException {@code not-found} also for a guarded one without clearance
   */
  public ServiceOffer show(ServiceId id) {
    Caller caller = callers.current();
    return offers
        .find(id)
        .filter(
            offer -> !offer.isGuarded() || isCleared(caller) || caller.isOf(offer.organization()))
        .orElseThrow(RefusedException::notFound);
  }

  /**
   * Which services of the country fit the need, best first, with reasons; guarded ones of other
   * organisations for callers with clearance only.
   */
  public Matches match(PlacementNeed need) {
    Caller caller = callers.current();
    boolean cleared = isCleared(caller);
    List<ServiceOffer> looked =
        offers.offering(need.country(), Matching.typesFor(need)).stream()
            .filter(it -> cleared || !it.isGuarded() || caller.isOf(it.organization()))
            .toList();
    return Matching.match(need, looked, clock.instant());
  }

  /**
   * Where the house of a referral is, for who of the side that is on the way there now says to be
   * driving; journalled with the account.
   *
   * @throws RefusedException {@code not-found} before and afterwards, and for everybody else
   */
  public OpenedAddress openAddress(TrackId referral, CaseId caseId) {
    OpenedAddress opened = entries.openAddress(referral).orElseThrow(RefusedException::notFound);
    audit.append(
        AuditEvent.of("address-opened", caseId, referral, "service", opened.service().toString()));
    return opened;
  }

  /**
   * Takes free places for this referral in the running transaction, or those that the house or one
   * of the askers holds for it; the database lets no two referrals have the same one. Asked again
   * it changes nothing. An old number counts as well: the service itself has just said yes.
   *
   * @param askers the organisations whose draft it is
   * @return false when there are not enough; true also for a service that counts no places
   */
  public boolean hold(
      ServiceId service, TrackId referral, WantedPlaces wanted, Set<OrganizationId> askers) {
    return places.hold(
        service, referral, wanted, askers, callers.current().user(), clock.instant());
  }

  /** The referrals for which places are held or in use, as far as the caller may see. */
  public Set<TrackId> held(Set<TrackId> referrals) {
    return referrals.isEmpty() ? Set.of() : places.held(referrals, clock.instant());
  }

  /** Active services of one organisation, by name. */
  public List<ServiceOffer> servicesOf(OrganizationId organization) {
    return offers.of(organization);
  }

  /**
   * Gives the places back if they were held and nobody has arrived; what was only held for some
   * hours is free a few seconds later.
   */
  public void release(TrackId referral) {
    places.release(referral, clock.instant());
  }

  /** The person has arrived: the places are in use and a later release gives nothing back. */
  public void arrived(TrackId referral) {
    places.use(referral, clock.instant());
  }

  /**
   * Takes over the entries of countries that have none yet; never changes those of a country that
   * has some.
   *
   * @return what was taken over
   */
  public DirectoryContent load(DirectoryContent content) {
    DirectoryContent missing = content.without(organizations.countries());
    if (missing.organizations().isEmpty()) {
      return missing;
    }
    organizations.add(missing.organizations());
    offers.add(missing.services());
    filed.keepDocuments(missing.documents());
    audit.append(
        AuditEvent.of(
            "directory-loaded",
            null,
            null,
            "organizations",
            Integer.toString(missing.organizations().size()),
            "services",
            Integer.toString(missing.services().size())));
    return missing;
  }

  static boolean isCleared(Caller caller) {
    return caller.roles().stream().anyMatch(CLEARANCE::contains);
  }
}
