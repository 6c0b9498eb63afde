package org.uputnica.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.domain.CaseFileRefusal;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.casefile.domain.IdentityText;
import org.uputnica.casefile.domain.PersonFile;
import org.uputnica.casefile.domain.SealedPerson;
import org.uputnica.casefile.domain.SealedPersons;
import org.uputnica.casefile.domain.Shredded;
import org.uputnica.casefile.domain.Slot;
import org.uputnica.casefile.domain.WrappedKey;
import org.uputnica.consent.Grant;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.keys.KeyCustody;
import org.uputnica.platform.problem.RefusedException;

/**
 * A person's file: kept sealed, read with a {@link Grant} only, each time journalled.
 *
 * <p>Who is trusted. A reader gets what her own organisation's key opens, and nothing without a
 * grant. Keeping, admitting, handing over and sending are the service's own work: it uses the key
 * of the responsible organisation through the key custody, whoever of the country asked for it, and
 * shows the caller nothing of what it opened. The caller has been checked before she comes here
 * (role, case, turn); this class trusts its callers with that, and the key custody trusts this
 * service. What a broken into service can open is what the custody lets it open.
 *
 * <p>Every method joins the caller's transaction. Where there is no file, or none the caller's
 * country or organisation has a key to, the answer is {@code not-found}; a key custody that does
 * not answer is {@code unavailable}; a file that was tampered with is {@code internal} and raises
 * an alarm ({@link BrokenSeals}).
 */
@ApplicationScoped
@Transactional
public class CaseFileService {
  /** Data keys are not changed yet; a key with another number will be another key. */
  private static final long FIRST_KEY = 1;

  private final SealedPersons persons;
  private final KeyCustody custody;
  private final KeyRotationService keys;
  private final BrokenSeals seals;
  private final ShredList shredList;
  private final Event<PersonErased> erased;
  private final AuditTrail audit;
  private final Clock clock;

  CaseFileService(
      SealedPersons persons,
      KeyCustody custody,
      KeyRotationService keys,
      BrokenSeals seals,
      ShredList shredList,
      Event<PersonErased> erased,
      AuditTrail audit,
      Clock clock) {
    this.persons = persons;
    this.custody = custody;
    this.keys = keys;
    this.seals = seals;
    this.shredList = shredList;
    this.erased = erased;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Opens the file of a new case: a new data key, wrapped for the responsible organisation, and
   * what was said first, sealed. Only the key and an empty index are kept when {@code first} is
   * empty.
   *
   * <p>A case that has a file breaks the table's key; that is answered with {@code already-exists}.
   */
  public void open(
      CaseId caseId, OrganizationId responsible, CountryCode country, IdentityItems first) {
    byte[] dataKey = PersonFile.newDataKey();
    WrappedKey key = wrap(country, responsible, caseId, FIRST_KEY, dataKey);
    SealedPerson.Change change =
        PersonFile.create(caseId, country, responsible, dataKey).keep(first);
    persons.add(caseId, country, key, change, clock.instant());
    journalChange("identity-file-opened", caseId, responsible, change);
  }

  /**
   * Keeps what was said now. Each category it touches is sealed anew under its next version; fields
   * that are absent stay as they are. A value that was another before is gone; the journal says in
   * which category, not what it was.
   *
   * @return the categories that were sealed
   */
  public Set<ItemCategory> keep(CaseId caseId, IdentityItems items) {
    Set<ItemCategory> categories = items.categories();
    if (categories.isEmpty()) {
      return categories;
    }
    Opened file = take(caseId, slots(categories));
    SealedPerson.Change change = seals.trusting(caseId, () -> file.person.keep(items));
    Set<ItemCategory> corrected =
        seals.trusting(caseId, () -> file.person.read(categories).contradictedBy(items));
    persons.put(caseId, change, clock.instant());
    journalChange("identity-kept", caseId, null, change);
    if (!corrected.isEmpty()) {
      audit.append(
          AuditEvent.of("identity-corrected", caseId, null, "categories", codes(corrected)));
    }
    return categories;
  }

  /**
   * Seals a note: NARRATIVE, under an id of its own. A note is written once.
   *
   * @return {@code id}
   * @throws RefusedException {@code already-exists} when the file has a note with this id; {@code
   *     invalid-value} naming {@code text}
   */
  public UUID keepNote(CaseId caseId, UUID id, String text) {
    String clean = IdentityText.clean("text", text);
    Opened file = take(caseId, Set.of());
    if (id.equals(Slot.NO_NOTE) || file.person.hasNote(id)) {
      throw new RefusedException(new CaseFileRefusal.NoteKeptAlready());
    }
    SealedPerson.Change change = file.person.keepNote(id, clean);
    persons.put(caseId, change, clock.instant());
    journalChange("note-kept", caseId, id, change);
    return id;
  }

  /**
   * Unseals exactly the granted categories with the key wrapped for the grant's recipient, who must
   * be the caller's organisation (or the service itself must be asking).
   *
   * @throws RefusedException {@code not-found} when the recipient was not admitted
   */
  public IdentityItems read(Grant grant) {
    Opened file = find(grant, slots(grant.items()));
    IdentityItems items = seals.trusting(grant.caseId(), () -> file.person.read(grant.items()));
    journalReading("identity-read", grant, file, null);
    return items;
  }

  /**
   * Unseals one note under a grant for NARRATIVE.
   *
   * @throws RefusedException {@code not-found} when the recipient was not admitted, the grant does
   *     not cover stories, or there is no such note
   */
  public String readNote(Grant grant, UUID note) {
    if (!grant.items().contains(ItemCategory.NARRATIVE)) {
      throw RefusedException.notFound();
    }
    Opened file = find(grant, Set.of(Slot.note(note)));
    Optional<String> text = seals.trusting(grant.caseId(), () -> file.person.readNote(note));
    journalReading("note-read", grant, file, note);
    return text.orElseThrow(RefusedException::notFound);
  }

  /**
   * Unseals exactly the granted categories for a message that is sealed for the grant's recipient
   * in the same transaction. The recipient needs no key here: it may be in another country, whose
   * organisations never get one. Never shown to the caller.
   */
  public IdentityItems export(Grant grant) {
    Opened file = take(grant.caseId(), slots(grant.items()));
    IdentityItems items = seals.trusting(grant.caseId(), () -> file.person.read(grant.items()));
    journalReading("identity-exported", grant, file, null);
    return items;
  }

  /**
   * Unseals everything the grant covers, notes included, for the person herself. Journalled as an
   * export.
   *
   * @throws RefusedException {@code not-found} when the recipient was not admitted
   */
  public CopiedFile copyOut(Grant grant) {
    Set<Slot> slots = new HashSet<>(slots(grant.items()));
    if (grant.items().contains(ItemCategory.NARRATIVE)) {
      find(grant, Set.of()).person.notes().forEach(note -> slots.add(Slot.note(note)));
    }
    Opened file = find(grant, slots);
    SortedMap<UUID, String> notes = new TreeMap<>();
    for (Slot slot : slots) {
      if (!slot.note().equals(Slot.NO_NOTE)) {
        seals
            .trusting(grant.caseId(), () -> file.person.readNote(slot.note()))
            .ifPresent(text -> notes.put(slot.note(), text));
      }
    }
    IdentityItems items = seals.trusting(grant.caseId(), () -> file.person.read(grant.items()));
    journalReading("identity-copied-out", grant, file, null);
    return new CopiedFile(items, notes, file.person.kept());
  }

  /**
   * Wraps the data key for another organisation of the country. To be called when a gate has
   * permitted it; the responsible organisation's key is used without one of its people at the desk.
   * Doing it twice changes nothing.
   */
  public void admit(CaseId caseId, OrganizationId to) {
    Opened file = take(caseId, Set.of());
    SealedPerson sealed = file.sealed;
    if (to.equals(sealed.responsible())) {
      return;
    }
    persons.admit(caseId, wrapFor(to, file), clock.instant());
    audit.append(AuditEvent.of("identity-admitted", caseId, to));
  }

  /**
   * Forgets the key wrapped for an organisation: from now on it opens nothing here. What it has
   * read it has read. Shutting out somebody who was not admitted changes nothing.
   *
   * @throws RefusedException {@code rule-broken} for the responsible organisation
   */
  public void shut(CaseId caseId, OrganizationId from) {
    if (take(caseId, Set.of()).sealed.responsible().equals(from)) {
      throw new RefusedException(new CaseFileRefusal.ResponsibleStays(from));
    }
    if (persons.shut(caseId, from)) {
      audit.append(AuditEvent.of("identity-shut", caseId, from));
    }
  }

  /**
   * Makes another organisation of the country responsible. The former one keeps its key until it is
   * shut out.
   */
  public void transferResponsibility(CaseId caseId, OrganizationId to) {
    Opened file = take(caseId, Set.of());
    if (to.equals(file.sealed.responsible())) {
      return;
    }
    persons.admit(caseId, wrapFor(to, file), clock.instant());
    SealedPerson.Change change = file.person.handTo(to);
    persons.put(caseId, change, clock.instant());
    journalChange("identity-handed-over", caseId, to, change);
  }

  /**
   * Destroys every wrapped key and every sealed item, and puts the case on the shred list, by which
   * the same is done again after a restore. On the list first: if the commit fails, she is erased
   * at the next start.
   *
   * @throws RefusedException {@code unavailable} when the shred list cannot be written; nothing was
   *     destroyed then
   */
  public void erase(CaseId caseId) {
    Instant now = clock.instant();
    CountryCode country = persons.erase(caseId, now).orElseThrow(RefusedException::notFound);
    shredList.add(new Shredded(caseId, country, now));
    erased.fire(new PersonErased(caseId, false));
    audit.append(AuditEvent.of("identity-erased", caseId, null));
  }

  /**
   * Makes database and shred list agree: who is on the list is erased, who is erased is on the
   * list.
   *
   * @return how many the database had not known as erased
   */
  int shredAgain() {
    Instant now = clock.instant();
    Set<CaseId> listed = new HashSet<>();
    int again = 0;
    for (Shredded each : shredList.read()) {
      listed.add(each.caseId());
      if (persons.erase(each.caseId(), now).isPresent()) {
        erased.fire(new PersonErased(each.caseId(), true));
        audit.append(AuditEvent.of("identity-erased", each.caseId(), null, "ground", "shred-list"));
        again++;
      }
    }
    persons.erased().stream()
        .filter(each -> !listed.contains(each.caseId()))
        .forEach(shredList::add);
    shredList.copy();
    return again;
  }

  /** Counts the changes of the file; empty when there is none or she was erased. */
  public OptionalLong version(CaseId caseId) {
    return persons.version(caseId);
  }

  private Opened find(Grant grant, Set<Slot> slots) {
    return opened(
        persons
            .find(grant.caseId(), grant.recipient(), slots)
            .orElseThrow(RefusedException::notFound));
  }

  private Opened take(CaseId caseId, Set<Slot> slots) {
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

  private WrappedKey wrapFor(OrganizationId to, Opened file) {
    SealedPerson sealed = file.sealed;
    return wrap(sealed.country(), to, sealed.caseId(), sealed.key().version(), file.dataKey);
  }

  private WrappedKey wrap(
      CountryCode country, OrganizationId organization, CaseId caseId, long version, byte[] key) {
    keys.requireKey(organization, country);
    return new WrappedKey(
        organization,
        version,
        custody.wrap(
            organization, key, WrappedKey.context(country, organization, caseId, version)));
  }

  private void journalChange(
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

  private void journalReading(String action, Grant grant, Opened file, @Nullable UUID note) {
    audit.append(
        AuditEvent.of(
            action,
            grant.caseId(),
            note,
            "categories",
            codes(note == null ? grant.items() : Set.of(ItemCategory.NARRATIVE)),
            "recipient",
            grant.recipient().toString(),
            "ground",
            grant.ground(),
            "file-version",
            Long.toString(file.person.version())));
  }

  private static Set<Slot> slots(Set<ItemCategory> categories) {
    return categories.stream().map(Slot::of).collect(Collectors.toSet());
  }

  private static String codes(Collection<ItemCategory> categories) {
    return categories.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
  }

  /** A file with its key in hand, for the length of one call. */
  private record Opened(SealedPerson sealed, PersonFile person, byte[] dataKey) {}
}
