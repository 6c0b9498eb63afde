package org.uputnica.casefile;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
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
  private final SealedPersons persons;
  private final ShredList shredList;
  private final Event<PersonErased> erased;
  private final Event<Shredded> shreds;
  private final AuditTrail audit;
  private final Clock clock;

  FileErasureService(
      SealedPersons persons,
      ShredList shredList,
      Event<PersonErased> erased,
      Event<Shredded> shreds,
      AuditTrail audit,
      Clock clock) {
    this.persons = persons;
    this.shredList = shredList;
    this.erased = erased;
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
   * list. Each in a transaction of her own: one who cannot be erased, which raises an alarm, does
   * not keep the others. Then what else is kept about each of them is destroyed, again: who was
   * erased by an earlier version of the service is erased as far as this one reaches.
   *
   * @return how many the database had not known as erased
   */
  @Transactional(TxType.NEVER)
  int shredAgain() {
    Set<CaseId> listed =
        shredList.read().stream()
            .map(Shredded::caseId)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    int again = Math.toIntExact(listed.stream().filter(this::eraseAgain).count());
    List<Shredded> all = QuarkusTransaction.requiringNew().call(persons::erased);
    all.stream().filter(each -> !listed.contains(each.caseId())).forEach(shredList::add);
    shredList.copy();
    all.forEach(each -> reachAgain(each.caseId()));
    return again;
  }

  /** Her keys are gone: what cannot be destroyed besides is told, and keeps nobody from work. */
  private void reachAgain(CaseId caseId) {
    try {
      QuarkusTransaction.requiringNew()
          .run(() -> {
            persons.awaitTurn();
            erased.fire(new PersonErased(caseId));
          });
    } catch (RuntimeException left) {
      Log.errorf(
          "ALARM case %s: something is left of an erased person: %s", caseId, SafeTrace.of(left));
    }
  }

  private boolean eraseAgain(CaseId caseId) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(() -> {
            boolean back = persons.erase(caseId, clock.instant()).isPresent();
            if (back) {
              audit.append(AuditEvent.of("identity-erased", caseId, null, "ground", "shred-list"));
            }
            return back;
          });
    } catch (RuntimeException failed) {
      Log.errorf(
          "ALARM case %s is on the shred list and could not be erased again: %s",
          caseId, SafeTrace.of(failed));
      return false;
    }
  }

  /** Counts the changes of the file; empty when there is none or she was erased. */
  public OptionalLong version(CaseId caseId) {
    return persons.version(caseId);
  }
}
