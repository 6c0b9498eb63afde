package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Comparison;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.problem.RefusedException;

/** How staying, returning and a third country were compared with the person. */
@ApplicationScoped
@Transactional
public class ComparisonService {
  private final StepService steps;
  private final TrackService tracks;
  private final AuditTrail audit;

  ComparisonService(StepService steps, TrackService tracks, AuditTrail audit) {
    this.steps = steps;
    this.tracks = tracks;
    this.audit = audit;
  }

  /**
   * All comparisons of the runs that concern the caller, newest first.
   *
   * @throws RefusedException {@code not-found}
   */
  public Compared comparisons(CaseId id, Caller caller) {
    StepService.Standing standing = steps.standing(id, caller);
    return new Compared(
        standing.record(),
        standing.tracks().stream()
            .flatMap(run -> tracks.history(run.id()).stream())
            .flatMap(step -> Comparison.of(step).stream())
            .sorted(Comparator.comparing(Comparison::at).reversed())
            .toList());
  }

  /**
   * The same for the person, on paper.
   *
   * @throws RefusedException {@code not-found}
   */
  public Compared handedOut(CaseId id, Caller caller) {
    Compared compared = comparisons(id, caller);
    audit.append(AuditEvent.of("comparison-printed", id, null));
    return compared;
  }

  /** A case and how its ways were compared. */
  public record Compared(CaseRecord record, List<Comparison> comparisons) {}
}
