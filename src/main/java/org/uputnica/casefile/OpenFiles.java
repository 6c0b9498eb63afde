package org.uputnica.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.domain.PersonFile;
import org.uputnica.casefile.domain.SealedPerson;
import org.uputnica.casefile.domain.SealedPersons;
import org.uputnica.casefile.domain.Slot;
import org.uputnica.casefile.domain.WrappedKey;
import org.uputnica.consent.Grant;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.keys.KeyCustody;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.token.VouchedCaller;

/**
 * Opens sealed files with the key in hand, wraps keys, and journals what was done with a file; each
 * in the caller's transaction.
 */
@ApplicationScoped
class OpenFiles {
  private final SealedPersons persons;
  private final KeyCustody custody;
  private final KeyRotationService keys;
  private final BrokenSeals seals;
  private final VouchedCaller vouched;
  private final AuditTrail audit;

  OpenFiles(
      SealedPersons persons,
      KeyCustody custody,
      KeyRotationService keys,
      BrokenSeals seals,
      VouchedCaller vouched,
      AuditTrail audit) {
    this.persons = persons;
    this.custody = custody;
    this.keys = keys;
    this.seals = seals;
    this.vouched = vouched;
    this.audit = audit;
  }

  /** For a reader whose account stands: with the key of the organisation that was granted leave. */
  Opened find(Grant grant, Set<Slot> slots) {
    return find(grant.caseId(), grant.recipient(), slots).orElseThrow(RefusedException::notFound);
  }

  /**
   * For a reader whose account stands: with the key of an organisation that was admitted; none for
   * another.
   */
  Optional<Opened> find(CaseId caseId, OrganizationId organization, Set<Slot> slots) {
    vouched.require();
    return persons.find(caseId, organization, slots).map(this::opened);
  }

  /**
   * For a reader whose account stands and whose organisation gets no key: with the key of the
   * responsible organisation.
   */
  Opened lend(Grant grant) {
    return lend(grant, slots(grant.items()));
  }

  /** As {@link #lend(Grant)}, of exactly these. */
  Opened lend(Grant grant, Set<Slot> slots) {
    vouched.require();
    return take(grant.caseId(), slots);
  }

  /** With the key of the responsible organisation: the service's own work. */
  Opened take(CaseId caseId, Set<Slot> slots) {
    return opened(persons.take(caseId, slots).orElseThrow(RefusedException::notFound));
  }

  private Opened opened(SealedPerson sealed) {
    WrappedKey key = sealed.key();
    return seals.trusting(
        sealed.caseId(),
        () -> {
          byte[] dataKey =
              custody.unwrap(
                  key.organization(),
                  key.bytes(),
                  WrappedKey.context(
                      sealed.country(), key.organization(), sealed.caseId(), key.version()));
          return new Opened(sealed, PersonFile.open(sealed, dataKey), dataKey);
        });
  }

  WrappedKey wrapFor(OrganizationId to, Opened file) {
    SealedPerson sealed = file.sealed;
    return wrap(sealed.country(), to, sealed.caseId(), sealed.key().version(), file.dataKey);
  }

  WrappedKey wrap(
      CountryCode country, OrganizationId organization, CaseId caseId, long version, byte[] key) {
    keys.requireKey(organization, country);
    return new WrappedKey(
        organization,
        version,
        custody.wrap(
            organization, key, WrappedKey.context(country, organization, caseId, version)));
  }

  void journalChange(
      String action, CaseId caseId, @Nullable Object subject, SealedPerson.Change change) {
    audit.append(
        AuditEvent.of(
            action,
            caseId,
            subject,
            "categories",
            codes(change.items().keySet().stream().map(Slot::category).toList()),
            "file-version",
            Long.toString(change.index().version())));
  }

  void journalReading(String action, Grant grant, Opened file, @Nullable Slot slot) {
    audit.append(
        AuditEvent.of(
            action,
            grant.caseId(),
            slot == null ? null : slot.note(),
            "categories",
            codes(slot == null ? grant.items() : Set.of(slot.category())),
            "recipient",
            grant.recipient().toString(),
            "ground",
            grant.ground(),
            "file-version",
            Long.toString(file.person.version())));
  }

  static Set<Slot> slots(Set<ItemCategory> categories) {
    return categories.stream().map(Slot::of).collect(Collectors.toSet());
  }

  static String codes(Collection<ItemCategory> categories) {
    return categories.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
  }

  /** A file with its key in hand, for the length of one call. */
  record Opened(SealedPerson sealed, PersonFile person, byte[] dataKey) {}
}
