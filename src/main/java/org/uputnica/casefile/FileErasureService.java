package org.uputnica.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.domain.SealedPersons;
import org.uputnica.casefile.domain.Shredded;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.RefusedException;

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
}
