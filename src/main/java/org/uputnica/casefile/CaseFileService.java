package org.uputnica.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.domain.CaseFileRefusal;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.casefile.domain.IdentityText;
import org.uputnica.casefile.domain.Mentions;
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
  private final OpenFiles files;
  private final FileSearchService search;
  private final BlindIndex index;
  private final BrokenSeals seals;
  private final AuditTrail audit;
  private final Clock clock;

  CaseFileService(
      SealedPersons persons,
      OpenFiles files,
      FileSearchService search,
      BlindIndex index,
      BrokenSeals seals,
      AuditTrail audit,
      Clock clock) {
    this.persons = persons;
    this.files = files;
    this.search = search;
    this.index = index;
    this.seals = seals;
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
    WrappedKey key = files.wrap(country, responsible, caseId, FIRST_KEY, dataKey);
    SealedPerson.Change change =
        PersonFile.create(caseId, country, responsible, dataKey).keep(first);
    persons.add(caseId, country, key, change, clock.instant());
    if (!first.isEmpty()) {
      index.putAll(caseId, country, responsible, first);
    }
    files.journalChange("identity-file-opened", caseId, responsible, change);
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
    OpenFiles.Opened file =
        files.take(caseId, OpenFiles.slots(BlindIndex.withSearchable(categories)));
    SealedPerson.Change change = seals.trusting(caseId, () -> file.person().keep(items));
    Set<ItemCategory> corrected =
        seals.trusting(caseId, () -> file.person().read(categories).contradictedBy(items));
    persons.put(caseId, change, clock.instant());
    if (!Collections.disjoint(categories, BlindIndex.SEARCHABLE)) {
      search.index(file, items);
    }
    files.journalChange("identity-kept", caseId, null, change);
    if (!corrected.isEmpty()) {
      audit.append(
          AuditEvent.of(
              "identity-corrected", caseId, null, "categories", OpenFiles.codes(corrected)));
    }
    return categories;
  }

  /**
   * Keeps her file until the transaction ends, for what is said of her without opening it.
   *
   * @throws RefusedException {@code not-found} without a file: who is erased, or kept shut until
   *     she is, has none
   */
  public void requireFile(CaseId caseId) {
    if (!hasFile(caseId)) {
      throw RefusedException.notFound();
    }
  }

  /** Whether there is a file, kept as by {@link #requireFile}. */
  public boolean hasFile(CaseId caseId) {
    return persons.take(caseId, Set.of()).isPresent();
  }

  /**
   * Whether the file has this note; nothing of it is unsealed.
   *
   * @throws RefusedException {@code not-found} without a file
   */
  public boolean hasNote(CaseId caseId, UUID id) {
    return files.take(caseId, Set.of()).person().hasNote(id);
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
    OpenFiles.Opened file = files.take(caseId, Set.of());
    if (id.equals(Slot.NO_NOTE) || file.person().hasNote(id)) {
      throw new RefusedException(new CaseFileRefusal.KeptAlready());
    }
    SealedPerson.Change change = file.person().keepNote(id, clean);
    persons.put(caseId, change, clock.instant());
    files.journalChange("note-kept", caseId, id, change);
    return id;
  }

  /**
   * Unseals exactly the granted categories with the key wrapped for the grant's recipient, who must
   * be the caller's organisation (or the service itself must be asking).
   *
   * @throws RefusedException {@code not-found} when the recipient was not admitted
   */
  public IdentityItems read(Grant grant) {
    OpenFiles.Opened file = files.find(grant, OpenFiles.slots(grant.items()));
    IdentityItems items = seals.trusting(grant.caseId(), () -> file.person().read(grant.items()));
    files.journalReading("identity-read", grant, file, null);
    return items;
  }

  /**
   * Unseals one note under a grant for NARRATIVE.
   *
   * @throws RefusedException {@code not-found} when the recipient was not admitted, the grant does
   *     not cover stories, or there is no such note
   */
  public String readNote(Grant grant, UUID note) {
    return readNotes(grant, Set.of(note)).values().iterator().next();
  }

  /**
   * As {@link #readNote}, several of them with one opening of the file; each is journalled.
   *
   * @throws RefusedException as {@link #readNote}, when one of them is not there
   */
  public Map<UUID, String> readNotes(Grant grant, Set<UUID> notes) {
    if (!grant.items().contains(ItemCategory.NARRATIVE)) {
      throw RefusedException.notFound();
    }
    Map<UUID, String> texts = texts(grant, notes, files.find(grant, slots(notes)));
    if (texts.size() < notes.size()) {
      throw RefusedException.notFound();
    }
    return texts;
  }

  /**
   * Unseals what was written to the grant's recipient, whose organisation may have no key; each is
   * journalled. What is no longer there is left out.
   */
  public Map<UUID, String> readAddressed(Grant grant, Set<UUID> notes) {
    return texts(grant, notes, files.lend(grant, slots(notes)));
  }

  private Map<UUID, String> texts(Grant grant, Set<UUID> notes, OpenFiles.Opened file) {
    Map<UUID, String> texts = new HashMap<>();
    for (UUID note : notes) {
      seals
          .trusting(grant.caseId(), () -> file.person().readNote(note))
          .ifPresent(text -> {
            texts.put(note, text);
            files.journalReading("note-read", grant, file, Slot.note(note));
          });
    }
    return texts;
  }

  private static Set<Slot> slots(Set<UUID> notes) {
    return notes.stream().map(Slot::note).collect(Collectors.toSet());
  }

  /**
   * Which identity items words say something of, before they go to somebody who may not know them;
   * for a caller who may.
   *
   * @throws RefusedException {@code invalid-value} naming {@code text}
   */
  public Set<ItemCategory> mentions(CaseId caseId, String text) {
    String clean = IdentityText.clean("text", text);
    OpenFiles.Opened file = files.take(caseId, OpenFiles.slots(Mentions.FOUND));
    return seals.trusting(caseId, () -> Mentions.of(file.person().read(Mentions.FOUND), clean));
  }

  /**
   * Unseals exactly the granted categories for one account that has leave of its own; its
   * organisation gets no key.
   */
  public IdentityItems readOnce(Grant grant) {
    OpenFiles.Opened file = files.lend(grant);
    IdentityItems items = seals.trusting(grant.caseId(), () -> file.person().read(grant.items()));
    files.journalReading("identity-read", grant, file, null);
    return items;
  }

  /**
   * Unseals exactly the granted categories for a message that is sealed for the grant's recipient
   * in the same transaction. The recipient needs no key here: it may be in another country, whose
   * organisations never get one. Never shown to the caller.
   */
  public IdentityItems export(Grant grant) {
    OpenFiles.Opened file = files.lend(grant);
    IdentityItems items = seals.trusting(grant.caseId(), () -> file.person().read(grant.items()));
    files.journalReading("identity-exported", grant, file, null);
    return items;
  }

  /**
   * Unseals everything the grant covers, notes included, for the person herself. Journalled as an
   * export.
   *
   * @throws RefusedException {@code not-found} when the recipient was not admitted
   */
  public CopiedFile copyOut(Grant grant) {
    Set<Slot> slots = new HashSet<>(OpenFiles.slots(grant.items()));
    if (grant.items().contains(ItemCategory.NARRATIVE)) {
      files.find(grant, Set.of()).person().notes().forEach(note -> slots.add(Slot.note(note)));
    }
    OpenFiles.Opened file = files.find(grant, slots);
    SortedMap<UUID, String> notes = new TreeMap<>();
    for (Slot slot : slots) {
      if (!slot.note().equals(Slot.NO_NOTE)) {
        seals
            .trusting(grant.caseId(), () -> file.person().readNote(slot.note()))
            .ifPresent(text -> notes.put(slot.note(), text));
      }
    }
    IdentityItems items = seals.trusting(grant.caseId(), () -> file.person().read(grant.items()));
    files.journalReading("identity-copy-exported", grant, file, null);
    return new CopiedFile(items, notes, file.person().kept());
  }

  /**
   * Wraps the data key for another organisation of the country. To be called when a gate has
   * permitted it; the responsible organisation's key is used without one of its people at the desk.
   * Doing it twice changes nothing.
   */
  public void admit(CaseId caseId, OrganizationId to) {
    OpenFiles.Opened file = files.take(caseId, Set.of());
    SealedPerson sealed = file.sealed();
    if (to.equals(sealed.responsible())) {
      return;
    }
    persons.admit(caseId, files.wrapFor(to, file), clock.instant());
    audit.append(AuditEvent.of("identity-admitted", caseId, to));
  }

  /**
   * Forgets the key wrapped for an organisation: from now on it opens nothing here. What it has
   * read it has read. Shutting out somebody who was not admitted changes nothing.
   *
   * @throws RefusedException {@code rule-broken} for the responsible organisation
   */
  public void shut(CaseId caseId, OrganizationId from) {
    if (files.take(caseId, Set.of()).sealed().responsible().equals(from)) {
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
    OpenFiles.Opened file = files.take(caseId, OpenFiles.slots(BlindIndex.SEARCHABLE));
    if (to.equals(file.sealed().responsible())) {
      return;
    }
    persons.admit(caseId, files.wrapFor(to, file), clock.instant());
    SealedPerson.Change change = file.person().handTo(to);
    persons.put(caseId, change, clock.instant());
    index.putAll(caseId, file.sealed().country(), to, search.searchable(file));
    files.journalChange("identity-handed-over", caseId, to, change);
  }

  /**
   * Lets an admitted organisation find the person by these categories, beside those it found her by
   * before. The responsible organisation finds her by all; who was not admitted, by none.
   */
  public void letFind(CaseId caseId, OrganizationId finder, Set<ItemCategory> categories) {
    if (index.finds(caseId, finder, categories)) {
      return;
    }
    OpenFiles.Opened file = files.take(caseId, OpenFiles.slots(BlindIndex.SEARCHABLE));
    if (finder.equals(file.sealed().responsible())) {
      search.index(file, IdentityItems.none());
    } else {
      index.let(caseId, file.sealed().country(), finder, categories, search.searchable(file));
    }
  }
}
