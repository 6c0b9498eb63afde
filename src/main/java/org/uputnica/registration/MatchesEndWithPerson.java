package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.casefile.PersonErased;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.registration.domain.PossibleMatches;

/** Nobody is compared any more with a person who is erased; in the transaction that erases. */
@ApplicationScoped
class MatchesEndWithPerson {
  private final PossibleMatches matches;
  private final TenantSettings tenant;

  MatchesEndWithPerson(PossibleMatches matches, TenantSettings tenant) {
    this.matches = matches;
    this.tenant = tenant;
  }

  void forget(@Observes PersonErased erased) {
    tenant.beyondCaller(() -> matches.forget(erased.caseId()));
  }
}
