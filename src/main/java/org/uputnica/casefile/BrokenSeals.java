package org.uputnica.casefile;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.domain.BrokenSealException;
import org.uputnica.casefile.domain.CaseFileRefusal;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.keys.WrongKeyException;
import org.uputnica.platform.problem.RefusedException;

/**
 * Raises the alarm when something sealed does not open: it was changed, moved, put back from
 * earlier, or the keys are not those it was sealed under. A line {@code ALARM} in the log, and an
 * entry of the journal that stays although the request fails.
 */
@ApplicationScoped
public class BrokenSeals {
  private final AuditTrail audit;

  BrokenSeals(AuditTrail audit) {
    this.audit = audit;
  }

  /**
   * The result of {@code work}.
   *
   * @throws RefusedException {@code internal} when a seal is broken
   */
  public <T> T trusting(CaseId caseId, Supplier<T> work) {
    try {
      return work.get();
    } catch (BrokenSealException | WrongKeyException broken) {
      alarm(caseId, broken);
      throw new RefusedException(new CaseFileRefusal.SealBroken(caseId));
    }
  }

  void alarm(CaseId caseId, RuntimeException broken) {
    Log.errorf(
        "ALARM seal broken, case %s: %s %s",
        caseId, broken.getClass().getSimpleName(), broken.getMessage());
    audit.appendApart(
        AuditEvent.of(
            "seal-broken",
            caseId,
            null,
            "part",
            broken instanceof WrongKeyException ? "wrapped-key" : "sealed-item"));
  }
}
