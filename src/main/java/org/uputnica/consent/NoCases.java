package org.uputnica.consent;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.problem.RefusedException;

/** Where no room keeps cases, there is none that anybody may touch. */
@ApplicationScoped
@DefaultBean
class NoCases implements CaseAccess {
  @Override
  public CaseForConsent require(CaseId id, Caller caller) {
    throw RefusedException.notFound();
  }
}
