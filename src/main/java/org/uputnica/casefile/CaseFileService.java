package org.uputnica.casefile;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.domain.BrokenSealException;
import org.uputnica.casefile.domain.CaseFileRefusal;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.casefile.domain.IdentityText;
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
import org.uputnica.platform.keys.WrongKeyException;
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
 * an alarm in the log.
 */
@ApplicationScoped
@Transactional
public class CaseFileService {
  /** Data keys are not changed yet; a key with another number will be another key. */
  private static final long FIRST_KEY = 1;

  private final SealedPersons persons;
  private final KeyCustody custody;
  private final BlindIndex index;
  private final AuditTrail audit;
  private final Clock clock;

  CaseFileService(
      SealedPersons persons, KeyCustody custody, BlindIndex index, AuditTrail audit, Clock clock) {
    this.persons = persons;
    this.custody = custody;
    this.index = index;
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
    if (!first.isEmpty()) {
      index.putAll(caseId, country, responsible, first);
    }
    journalChange("identity-file-opened", caseId, responsible, change);
  }

  /**
   * Keeps what was said now. Each category it touches is sealed anew under its next version; fields
   * that are absent stay as they are.
   *
   * @return the categories that were sealed
   */
  public Set<ItemCategory> keep(CaseId caseId, IdentityItems items) {
    Set<ItemCategory> categories = items.categories();
    if (categories.isEmpty()) {
      return categories;
    }
    Opened file = take(caseId, slots(BlindIndex.withSearchable(categories)));
    SealedPerson.Change change = trusting(caseId, () -> file.person.keep(items));
    persons.put(caseId, change, clock.instant());
    if (!Collections.disjoint(categories, BlindIndex.SEARCHABLE)) {
      index(file, items);
    }
    journalChange("identity-kept", caseId, null, change);
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
    IdentityItems items = trusting(grant.caseId(), () -> file.person.read(grant.items()));
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
    Optional<String> text = trusting(grant.caseId(), () -> file.person.readNote(note));
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
    IdentityItems items = trusting(grant.caseId(), () -> file.person.read(grant.items()));
    journalReading("identity-exported", grant, file, null);
    return items;
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
    Opened file = take(caseId, slots(BlindIndex.SEARCHABLE));
    if (to.equals(file.sealed.responsible())) {
      return;
    }
    persons.admit(caseId, wrapFor(to, file), clock.instant());
    SealedPerson.Change change = file.person.handTo(to);
    persons.put(caseId, change, clock.instant());
    index.putAll(caseId, file.sealed.country(), to, searchable(file));
    journalChange("identity-handed-over", caseId, to, change);
  }

  /**
   * Destroys every wrapped key and every sealed item. Backups hold wrapped keys until they expire;
   * the erased row is the list by which they are destroyed again after a restore.
   */
  public void erase(CaseId caseId) {
    if (!persons.erase(caseId, clock.instant())) {
      throw RefusedException.notFound();
    }
    audit.append(AuditEvent.of("identity-erased", caseId, null));
  }

  /**
   * Lets an admitted organisation find the person by these categories, beside those it found her by
   * before. The responsible organisation finds her by all; who was not admitted, by none.
   */
  public void letFind(CaseId caseId, OrganizationId finder, Set<ItemCategory> categories) {
    if (index.finds(caseId, finder, categories)) {
      return;
    }
    Opened file = take(caseId, slots(BlindIndex.SEARCHABLE));
    if (finder.equals(file.sealed.responsible())) {
      index(file, IdentityItems.none());
    } else {
      index.let(caseId, file.sealed.country(), finder, categories, searchable(file));
    }
  }

  /** What an organisation's own key opens, for the search to compare; shown to nobody. */
  Optional<IdentityItems> compared(CaseId caseId, OrganizationId finder) {
    return persons
        .find(caseId, finder, slots(BlindIndex.SEARCHABLE))
        .map(this::opened)
        .map(this::searchable);
  }

  /** Makes all indexes of this person anew. */
  void reindex(CaseId caseId) {
    index(take(caseId, slots(BlindIndex.SEARCHABLE)), IdentityItems.none());
  }

  private void index(Opened file, IdentityItems said) {
    SealedPerson sealed = file.sealed;
    index.putAll(
        sealed.caseId(),
        sealed.country(),
        sealed.responsible(),
        searchable(file).correctedBy(said));
  }

  private IdentityItems searchable(Opened file) {
    return trusting(file.sealed.caseId(), () -> file.person.read(BlindIndex.SEARCHABLE));
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
    return trusting(
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
    return new WrappedKey(
        organization,
        version,
        custody.wrap(
            organization, key, WrappedKey.context(country, organization, caseId, version)));
  }

  /** Whatever does not open was tampered with, or the keys are not those it was sealed under. */
  private static <T> T trusting(CaseId caseId, Supplier<T> work) {
    try {
      return work.get();
    } catch (BrokenSealException | WrongKeyException broken) {
      Log.errorf(
          "ALARM seal broken, case %s: %s %s",
          caseId, broken.getClass().getSimpleName(), broken.getMessage());
      throw new RefusedException(new CaseFileRefusal.SealBroken(caseId));
    }
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
