package org.uputnica.casefile;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.domain.SealedPersons;
import org.uputnica.casefile.domain.Shredded;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.problem.SafeTrace;

/** Destroys what names a person, for ever: here, and again after a restore. */
@ApplicationScoped
@Transactional
public class FileErasureService {
  /** Raised by every version that destroys more of an erased person than the one before. */
  private static final int REACH = 2;

  private static final Duration LEFT_TO_THE_ERASURE_ITSELF = Duration.ofMinutes(1);

  private final SealedPersons persons;
  private final ShredList shredList;
  private final Event<PersonErased> erased;
  private final Event<PersonKeptShut> shut;
  private final Event<Shredded> shreds;
  private final AuditTrail audit;
  private final Clock clock;

  FileErasureService(
      SealedPersons persons,
      ShredList shredList,
      Event<PersonErased> erased,
      Event<PersonKeptShut> shut,
      Event<Shredded> shreds,
      AuditTrail audit,
      Clock clock) {
    this.persons = persons;
    this.shredList = shredList;
    this.erased = erased;
    this.shut = shut;
    this.shreds = shreds;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Destroys every wrapped key and every sealed item, and once that stands puts the case on the
   * shred list, by which the same is done again after a restore.
   *
   * @throws RefusedException {@code unavailable} when the shred list cannot be written; nothing was
   *     destroyed then
   */
  public void erase(CaseId caseId) {
    Instant now = clock.instant();
    CountryCode country = persons.erase(caseId, now).orElseThrow(RefusedException::notFound);
    Shredded shredded = new Shredded(caseId, country, now);
    shredList.prepare(shredded);
    shreds.fire(shredded);
    erased.fire(new PersonErased(caseId));
    audit.append(AuditEvent.of("identity-erased", caseId, null));
  }

  /**
   * Makes database and shred list agree: who is on the list is erased, who is erased is on the
   * list. Each in a transaction of her own: one who cannot be erased, which raises an alarm, is
   * kept shut and does not keep the others.
   *
   * @return how many the database had not known as erased
   */
  @Transactional(TxType.NEVER)
  int shredAgain() {
    List<Shredded> erasedBefore = QuarkusTransaction.requiringNew().call(persons::erased);
    Set<CaseId> known = ids(erasedBefore);
    Set<CaseId> listed = ids(shredList.read());
    shredList
        .prepared()
        .map(Shredded::caseId)
        .filter(each -> !known.contains(each) && !listed.contains(each))
        .ifPresent(each ->
            Log.errorf(
                "ALARM case %s was about to be erased when the service ended, and is not erased in"
                    + " this database: if it was put back from a backup, have her erased again",
                each));
    int again =
        Math.toIntExact(
            listed.stream().filter(each -> !known.contains(each)).filter(this::eraseAgain).count());
    addMissing(erasedBefore);
    shredList.copy();
    return again;
  }

  /**
   * Carries every erasure to its end: who is kept shut is erased, who is missing on the shred list
   * is added, and what else is kept about the erased is destroyed or ended, as far as this version
   * of the service reaches. Who is done is remembered; what cannot be done raises an alarm and is
   * tried again by the next call. Places that were out of reach get the list.
   */
  @Transactional(TxType.NEVER)
  void followUp() {
    QuarkusTransaction.requiringNew().call(persons::keptShut).forEach(this::eraseKeptShut);
    Instant before = clock.instant().minus(LEFT_TO_THE_ERASURE_ITSELF);
    List<Shredded> due =
        QuarkusTransaction.requiringNew().call(() -> persons.toFollowUp(REACH, before));
    boolean listed = due.isEmpty() || areListed(due);
    due.forEach(each -> followUp(each.caseId(), listed));
    shredList.copy();
  }

  private boolean areListed(List<Shredded> due) {
    try {
      addMissing(due);
      return true;
    } catch (RuntimeException cannot) {
      Log.errorf(
          "ALARM whoever is erased now may come back with a backup: the shred list is damaged or"
              + " cannot be written: %s",
          SafeTrace.of(cannot));
      return false;
    }
  }

  private void addMissing(List<Shredded> erased) {
    Set<CaseId> listed = ids(shredList.read());
    erased.stream().filter(each -> !listed.contains(each.caseId())).forEach(shredList::add);
  }

  private static Set<CaseId> ids(List<Shredded> some) {
    return some.stream().map(Shredded::caseId).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Around the transaction that destroys and what follows its commit, so that nobody else does. */
  private void followUp(CaseId caseId, boolean listed) {
    try {
      QuarkusTransaction.requiringNew()
          .run(() -> {
            PersonErased again = new PersonErased(caseId);
            if (persons.takeFollowUp(caseId, REACH)) {
              QuarkusTransaction.requiringNew().run(() -> erased.fire(again));
              if (listed && again.left().isEmpty()) {
                persons.noteFollowedUp(caseId, REACH);
              }
            }
          });
    } catch (RuntimeException left) {
      Log.errorf(
          "ALARM case %s: something is left of an erased person: %s", caseId, SafeTrace.of(left));
    }
  }

  private void eraseKeptShut(CaseId caseId) {
    try {
      eraseAgain(caseId);
    } catch (RuntimeException failed) {
      Log.errorf(
          "ALARM case %s is kept shut, and a letter about her may still wait: %s",
          caseId, SafeTrace.of(failed));
    }
  }

  private boolean eraseAgain(CaseId caseId) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(() -> {
            boolean back = persons.erase(caseId, clock.instant()).isPresent();
            if (back) {
              erased.fire(new PersonErased(caseId));
              audit.append(AuditEvent.of("identity-erased", caseId, null, "ground", "shred-list"));
            }
            return back;
          });
    } catch (RuntimeException failed) {
      Log.errorf(
          "ALARM case %s is on the shred list, could not be erased again and is kept shut: %s",
          caseId, SafeTrace.of(failed));
      QuarkusTransaction.requiringNew()
          .run(() -> {
            persons.keepShut(caseId);
            shut.fire(new PersonKeptShut(caseId));
          });
      return false;
    }
  }

  /** Counts the changes of the file; empty when there is none or she was erased. */
  public OptionalLong version(CaseId caseId) {
    return persons.version(caseId);
  }
}
