package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;

/**
 * A step of the case itself reaches its requests, in the same transaction: return was chosen, or
 * protection was asked, and then nothing goes to another country any more. Why it stops is not
 * told.
 */
@ApplicationScoped
class AfterCaseStep {
  private final CrossborderService requests;
  private final Callers callers;

  AfterCaseStep(CrossborderService requests, Callers callers) {
    this.requests = requests;
    this.callers = callers;
  }

  void follow(@Observes Taken taken) {
    if (taken.moved().effects().contains(Effect.DRAFT_REQUEST)) {
      String country = taken.moved().inputs().text("return-country");
      requests.draftFor(taken.record(), new CountryCode(country));
    }
    if (taken.moved().effects().contains(Effect.STOP_REQUESTS)) {
      requests.stop(taken.record().id(), "NO_LONGER_NEEDED", callers.current());
    }
  }
}
