package org.uputnica.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.directory.domain.Entries;
import org.uputnica.directory.domain.FileEntries;
import org.uputnica.directory.domain.FileEntries.NewPlaces;
import org.uputnica.directory.domain.FileEntries.Owner;
import org.uputnica.directory.domain.HsdsObject;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.OrganizationEntry;
import org.uputnica.directory.domain.SaidPlaces;
import org.uputnica.directory.domain.ServiceEntry;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.directory.domain.Written;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * The entries of the directory as HSDS objects: who changes which, and what is taken from files. An
 * organisation changes its own; licences, and what a file says, are the national office's.
 */
@ApplicationScoped
@Transactional
public class EntryService {
  private final Entries entries;
  private final FileEntries filed;
  private final Callers callers;
  private final AuditTrail audit;
  private final Clock clock;

  EntryService(Entries entries, FileEntries filed, Callers callers, AuditTrail audit, Clock clock) {
    this.entries = entries;
    this.filed = filed;
    this.callers = callers;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a file of the caller's country may refer to without bringing it. */
  public Kept kept() {
    CountryCode country = callers.current().country();
    List<HsdsObject> objects = new ArrayList<>(filed.objects(country));
    objects.addAll(filed.places(country));
    return new Kept(filed.organizations(country), objects, filed.confidentialPlaces(country));
  }

  /** Those of these ids that are known, and whose they are. */
  public Map<UUID, Owner> owners(Set<UUID> ids) {
    return filed.owners(ids);
  }

  /**
   * Keeps organisations of a file.
   *
   * @param taking false to compare only
   */
  public Written putOrganizations(List<OrganizationEntry> said, boolean taking) {
    if (said.isEmpty()) {
      return Written.NONE;
    }
    return taking ? filed.putOrganizations(said) : filed.compareOrganizations(said);
  }

  /**
   * Keeps services of a file.
   *
   * @param taking false to compare only
   */
  public Written putServices(List<ServiceEntry> said, boolean taking) {
    if (said.isEmpty()) {
      return Written.NONE;
    }
    return taking ? filed.putServices(said) : filed.compareServices(said);
  }

  /** Free places of a file that are to be kept. */
  public NewPlaces newPlaces(List<ServiceEntry> said) {
    return filed.newPlaces(said);
  }

  /** Keeps free places of a file. Last, since accepting waits for them until the end. */
  public void putPlaces(List<SaidPlaces> said) {
    if (!said.isEmpty()) {
      filed.putPlaces(said);
    }
  }

  /** Keeps objects of a file that stand by themselves. */
  public void putObjects(List<HsdsObject> objects) {
    filed.putObjects(callers.current().country(), objects);
  }

  /** Journals a file that was taken. */
  public void imported(Written organizations, Written services, int markedInactive) {
    audit.append(
        AuditEvent.of(
            "directory-imported",
            null,
            null,
            "organizations-added",
            Integer.toString(organizations.added()),
            "organizations-changed",
            Integer.toString(organizations.changed()),
            "services-added",
            Integer.toString(services.added()),
            "services-changed",
            Integer.toString(services.changed()),
            "marked-inactive",
            Integer.toString(markedInactive)));
  }

  /** Active services these organisations have beside those a file mentions. */
  public List<ServiceId> absent(Set<UUID> organizations, Set<UUID> mentioned) {
    return filed.absent(organizations, mentioned);
  }

  /**
   * An organisation with its document.
   *
   * @throws RefusedException {@code not-found}
   */
  public OrganizationEntry organization(OrganizationId id) {
    return entries.findOrganization(id).orElseThrow(RefusedException::notFound);
  }

  /**
   * A service with its document, as the caller may see it.
   *
   * @throws RefusedException {@code not-found} also for a guarded one without clearance
   */
  public ServiceEntry service(ServiceId id) {
    return entries.findService(id).filter(this::isShown).orElseThrow(RefusedException::notFound);
  }

  /** An organisation, a service or a location; nothing when there is none of this id. */
  public Optional<Found> find(UUID id) {
    Optional<Found> organization =
        entries.findOrganization(new OrganizationId(id)).map(it -> new Found(it, null, null));
    if (organization.isPresent()) {
      return organization;
    }
    Optional<Found> service =
        entries
            .findService(new ServiceId(id))
            .filter(this::isShown)
            .map(it -> new Found(null, it, null));
    return service.isPresent()
        ? service
        : entries.object(callers.current().country(), id).map(it -> new Found(null, null, it));
  }

  /** Whether the caller sees all of it: the organisation itself, and the offices of its country. */
  public boolean isWhole(Found found) {
    if (found.organization() != null) {
      Organization organization = found.organization().organization();
      return isOwnOrOffice(organization.id(), organization.country());
    }
    if (found.service() != null) {
      ServiceOffer offer = found.service().offer();
      return isOwnOrOffice(offer.organization(), offer.country());
    }
    return isOffice();
  }

  private boolean isOwnOrOffice(OrganizationId organization, CountryCode country) {
    Caller caller = callers.current();
    return caller.isOf(organization) || caller.country().equals(country) && isOffice();
  }

  private boolean isOffice() {
    Caller caller = callers.current();
    return caller.has(Roles.COORD) || caller.has(Roles.XB);
  }

  /** Whether a service is known and not guarded. */
  public boolean isOpen(UUID service) {
    return entries
        .findService(new ServiceId(service))
        .filter(it -> !it.offer().isGuarded())
        .isPresent();
  }

  /** A term that came in a file of the country of an entry. */
  public Optional<HsdsObject> term(Found of, UUID id) {
    CountryCode country = callers.current().country();
    if (of.organization() != null) {
      country = of.organization().organization().country();
    } else if (of.service() != null) {
      country = of.service().offer().country();
    }
    return entries.object(country, id).filter(it -> it.kind().equals("taxonomy_term"));
  }

  private boolean isShown(ServiceEntry entry) {
    Caller caller = callers.current();
    return !entry.offer().isGuarded()
        || DirectoryService.isCleared(caller)
        || caller.isOf(entry.offer().organization());
  }

  /** Organisations of the caller's country by id, for an export page by page. */
  public List<OrganizationEntry> organizations(@Nullable UUID after, int limit) {
    return entries.organizations(callers.current().country(), after, limit);
  }

  /** Services of the caller's country by id, for an export page by page. */
  public List<ServiceEntry> services(@Nullable UUID after, int limit) {
    return entries.services(callers.current().country(), after, limit);
  }

  /** What stands by itself in the caller's country. */
  public List<HsdsObject> objects() {
    return filed.objects(callers.current().country());
  }

  /**
   * An organisation changes its own entry.
   *
   * @param change what becomes of the entry
   * @throws RefusedException {@code not-found} for another's, {@code stale-revision}
   */
  public OrganizationEntry changeOrganization(
      OrganizationId id, Revision seen, UnaryOperator<OrganizationEntry> change) {
    OrganizationEntry before =
        entries
            .lockOrganization(id)
            .filter(it -> callers.current().isOf(it.organization().id()))
            .orElseThrow(RefusedException::notFound);
    seen.require(before.revision());
    OrganizationEntry after = change.apply(before);
    entries.change(after);
    audit.append(AuditEvent.of("organization-changed", null, id));
    return entries.findOrganization(id).orElseThrow();
  }

  /**
   * An organisation changes a service of its own.
   *
   * @throws RefusedException {@code not-found} for another's, {@code stale-revision}
   */
  public ServiceEntry changeService(
      ServiceId id, Revision seen, UnaryOperator<ServiceEntry> change) {
    ServiceEntry before =
        entries
            .lockService(id)
            .filter(it -> callers.current().isOf(it.offer().organization()))
            .orElseThrow(RefusedException::notFound);
    seen.require(before.revision());
    return changed(before, change, "service-changed");
  }

  /**
   * The national office writes down a licence of a service of its country.
   *
   * @throws RefusedException {@code not-found} for a service of another country, {@code
   *     stale-revision}
   */
  public ServiceEntry setLicence(ServiceId id, Revision seen, UnaryOperator<ServiceEntry> change) {
    ServiceEntry before = ofCountry(id);
    seen.require(before.revision());
    return changed(before, change, "licence-set");
  }

  /** Marks a service of the country as inactive, because a file does not mention it any more. */
  public void markInactive(ServiceId id, UnaryOperator<ServiceEntry> change) {
    changed(ofCountry(id), change, "service-marked-inactive");
  }

  private ServiceEntry ofCountry(ServiceId id) {
    return entries
        .lockService(id)
        .filter(it -> it.offer().country().equals(callers.current().country()))
        .orElseThrow(RefusedException::notFound);
  }

  private ServiceEntry changed(
      ServiceEntry before, UnaryOperator<ServiceEntry> change, String action) {
    ServiceEntry after = change.apply(before);
    entries.change(after);
    audit.append(AuditEvent.of(action, null, before.offer().id()));
    return entries.findService(before.offer().id()).orElseThrow();
  }

  /** The time of a change, as exact as HSDS writes it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * A house says where it is. Kept apart; see {@link DirectoryService#openAddress}.
   *
   * @throws RefusedException {@code not-found} for another's, {@code stale-revision}
   */
  public AddressSaid setAddress(ServiceId id, String address, Revision seen) {
    ServiceOffer offer =
        entries
            .lockService(id)
            .map(ServiceEntry::offer)
            .filter(it -> callers.current().isOf(it.organization()))
            .orElseThrow(RefusedException::notFound);
    Instant at = now();
    if (!entries.sayAddress(offer, address, seen.number(), at)) {
      throw RefusedException.of(
          ProblemType.STALE_REVISION,
          "The address was said in the meantime, or never: the first time If-Match is \"0\"");
    }
    audit.append(AuditEvent.of("address-set", null, id));
    return new AddressSaid(id, at, seen.number() + 1);
  }

  /**
   * What a file may refer to.
   *
   * @param confidential locations of which a file may not tell where they are
   */
  public record Kept(
      List<Organization> organizations, List<HsdsObject> objects, Set<UUID> confidential) {}

  /** One of the three. */
  public record Found(
      @Nullable OrganizationEntry organization,
      @Nullable ServiceEntry service,
      @Nullable HsdsObject object) {}

  /** That an address is kept, and since when. */
  public record AddressSaid(ServiceId service, Instant at, long revision) {}
}
