package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.EndOfGuardianship;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.ConflictOfInterest;
import org.uputnica.mechanism.domain.ConflictsOfInterest;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.OrganizationId;

/**
 * Closes a case that is held to whoever has a conflict of interest, however it came to be known:
 * recorded in this case, or in another record of the same person.
 */
@ApplicationScoped
class Barring {
  private final CaseRecords records;
  private final ConflictsOfInterest conflicts;
  private final AgeService ages;
  private final EndOfGuardianship guardianships;
  private final AuditTrail audit;
  private final Clock clock;
  private final Event<ConflictRecorded> recorded;

  Barring(
      CaseRecords records,
      ConflictsOfInterest conflicts,
      AgeService ages,
      EndOfGuardianship guardianships,
      AuditTrail audit,
      Clock clock,
      Event<ConflictRecorded> recorded) {
    this.records = records;
    this.conflicts = conflicts;
    this.ages = ages;
    this.guardianships = guardianships;
    this.audit = audit;
    this.clock = clock;
    this.recorded = recorded;
  }

  /**
   * An account leaves the team with it. A child whose guardian it is needs another one, and another
   * yes for what that one had agreed to, also when another guardian was named before.
   */
  CaseRecord bar(CaseRecord record, ConflictOfInterest conflict, Caller caller) {
    @Nullable OrganizationId organization = conflict.organization();
    if (organization != null && organization.equals(record.guardian())) {
      Instant now = clock.instant();
      CaseRecord barred = keep(records.save(record.guardedBy(null)), conflict, caller);
      ages.withoutGuardian(barred, caller);
      guardianships.removed(record.id(), now);
      recorded.fire(new ConflictRecorded(conflict));
      return barred;
    }
    Optional<Instant> guardedUntil =
        organization == null ? Optional.empty() : records.guardedUntil(record.id(), organization);
    CaseRecord barred = keep(record, conflict, caller);
    guardedUntil.ifPresent(it -> guardianships.removed(record.id(), it));
    recorded.fire(new ConflictRecorded(conflict));
    return barred;
  }

  /** As {@link #bar}, in a record in which nothing goes on and nobody's word counts any more. */
  CaseRecord barOnly(CaseRecord record, ConflictOfInterest conflict, Caller caller) {
    CaseRecord barred = keep(record, conflict, caller);
    recorded.fire(new ConflictRecorded(conflict));
    return barred;
  }

  private CaseRecord keep(CaseRecord record, ConflictOfInterest conflict, Caller caller) {
    conflicts.add(conflict, record, caller);
    audit.append(
        AuditEvent.of(
            "conflict-recorded",
            record.id(),
            conflict.id(),
            "reason",
            conflict.reason().name(),
            "closed-to",
            conflict.closedTo()));
    return records.assign(record, record.assigned().without(conflict));
  }
}
