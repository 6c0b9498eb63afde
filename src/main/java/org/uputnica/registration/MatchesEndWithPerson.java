package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.casefile.PersonErased;
import org.uputnica.casefile.PersonKeptShut;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.registration.domain.PossibleMatches;

/**
 * Nobody is compared any more with a person who is erased, or kept shut until she is; in the
 * transaction that does it.
 */
@ApplicationScoped
class MatchesEndWithPerson {
  private final PossibleMatches matches;
  private final TenantSettings tenant;

  MatchesEndWithPerson(PossibleMatches matches, TenantSettings tenant) {
    this.matches = matches;
    this.tenant = tenant;
  }

  void forget(@Observes PersonErased erased) {
    forget(erased.caseId());
  }

  void forget(@Observes PersonKeptShut shut) {
    forget(shut.caseId());
  }

  private void forget(CaseId caseId) {
    tenant.beyondCaller(() -> matches.forget(caseId));
  }
}
