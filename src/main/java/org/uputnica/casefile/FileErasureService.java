package org.uputnica.casefile;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
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
  private final AuditTrail audit;
  private final Clock clock;

  FileErasureService(
      SealedPersons persons,
      ShredList shredList,
      Event<PersonErased> erased,
      AuditTrail audit,
      Clock clock) {
    this.persons = persons;
    this.shredList = shredList;
    this.erased = erased;
    this.audit = audit;
    this.clock = clock;
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
    erased.fire(new PersonErased(caseId));
    audit.append(AuditEvent.of("identity-erased", caseId, null));
  }

  /**
   * Makes database and shred list agree: who is on the list is erased, who is erased is on the
   * list. Then what else is kept about each of them is destroyed, again: who was erased by an
   * earlier version of the service is erased as far as this one reaches.
   *
   * @return how many the database had not known as erased
   */
  @Transactional(TxType.NOT_SUPPORTED)
  int shredAgain() {
    List<Shredded> list = shredList.read();
    long again =
        QuarkusTransaction.requiringNew().call(() -> list.stream().filter(this::comesBack).count());
    Set<CaseId> listed = list.stream().map(Shredded::caseId).collect(Collectors.toSet());
    List<Shredded> all = QuarkusTransaction.requiringNew().call(persons::erased);
    all.stream().filter(each -> !listed.contains(each.caseId())).forEach(shredList::add);
    shredList.copy();
    all.forEach(each -> reachAgain(each.caseId()));
    return Math.toIntExact(again);
  }

  private boolean comesBack(Shredded one) {
    boolean back = persons.erase(one.caseId(), clock.instant()).isPresent();
    if (back) {
      audit.append(AuditEvent.of("identity-erased", one.caseId(), null, "ground", "shred-list"));
    }
    return back;
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

  /** Counts the changes of the file; empty when there is none or she was erased. */
  public OptionalLong version(CaseId caseId) {
    return persons.version(caseId);
  }
}
