package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;

/** Tells the consent room what it must know of a case. */
@ApplicationScoped
class CaseAccessFromRecords implements CaseAccess {
  private final CaseService cases;

  CaseAccessFromRecords(CaseService cases) {
    this.cases = cases;
  }

  @Override
  public CaseForConsent require(CaseId id, Caller caller) {
    return of(cases.require(id, caller));
  }

  @Override
  public CaseForConsent involved(CaseId id) {
    return of(cases.involved(id));
  }

  @Override
  public List<CaseId> joinedInto(CaseId id) {
    return cases.joinedInto(id);
  }

  private static CaseForConsent of(CaseRecord record) {
    return new CaseForConsent(
        record.id(),
        record.country(),
        record.responsible(),
        record.registering(),
        record.isChild(),
        record.code(),
        record.mechanismVersion(),
        record.guardian());
  }

  @Override
  public CaseForConsent hold(CaseId id, Caller caller) {
    cases.hold(id);
    return require(id, caller);
  }

  @Override
  public CaseForConsent holdInvolved(CaseId id) {
    cases.hold(id);
    return involved(id);
  }

  @Override
  public boolean isManager(CaseId id, Caller caller) {
    return cases.isManager(id, caller);
  }
}
