package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.Ids;

/** Enters steps into the journal, and makes of them what the history of a run keeps. */
@ApplicationScoped
class TakenSteps {
  private final AuditTrail audit;

  TakenSteps(AuditTrail audit) {
    this.audit = audit;
  }

  void opened(TrackInstance track) {
    audit.append(
        AuditEvent.of(
            "track-opened", track.caseId(), track.id(), "track", track.snapshot().track().value()));
  }

  TakenStep of(TrackInstance before, Moved moved, TakeStep wish, Caller caller, Instant now) {
    audit.append(
        AuditEvent.of(
            "step-taken",
            before.caseId(),
            before.id(),
            "step",
            wish.step().value(),
            "from",
            before.snapshot().state().value(),
            "to",
            moved.after().state().value(),
            "saidBy",
            moved.saidBy().name()));
    return new TakenStep(
        Ids.random(),
        before.caseId(),
        before.id(),
        before.country(),
        caller.organization(),
        wish.step(),
        before.snapshot().state(),
        moved.after().state(),
        moved.saidBy(),
        moved.inputs().values().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> String.valueOf(it.getValue()))),
        wish.deviceTime(),
        now);
  }
}
