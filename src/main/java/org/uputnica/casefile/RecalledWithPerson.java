package org.uputnica.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.consent.RecallService;

/**
 * A person is erased: whoever was shown something of hers is asked for it, in the transaction that
 * erases (General Data Protection Regulation, article 19). Abroad the message asks, and answers.
 */
@ApplicationScoped
class RecalledWithPerson {
  private final RecallService recalls;

  RecalledWithPerson(RecallService recalls) {
    this.recalls = recalls;
  }

  void askBack(@Observes PersonErased erased) {
    recalls.askAll(erased.caseId());
  }
}
