package org.uputnica.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.consent.ExceptionService;

/**
 * A person is erased: nothing is left by which she could be found, so nobody is asked any more to
 * tell her what was disclosed without asking her.
 */
@ApplicationScoped
class UntoldWithPerson {
  private final ExceptionService exceptions;

  UntoldWithPerson(ExceptionService exceptions) {
    this.exceptions = exceptions;
  }

  void forget(@Observes PersonErased erased) {
    exceptions.nobodyTells(erased.caseId());
  }
}
