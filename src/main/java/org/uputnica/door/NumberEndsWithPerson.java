package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.uputnica.casefile.PersonErased;
import org.uputnica.door.domain.GivenNumber;
import org.uputnica.door.domain.ReceiptNumbers;
import org.uputnica.platform.persistence.TenantSettings;

/** Nobody opens the page of a person who is erased; in the transaction that erases. */
@ApplicationScoped
class NumberEndsWithPerson {
  private final ReceiptNumbers numbers;
  private final TenantSettings tenant;
  private final Clock clock;

  NumberEndsWithPerson(ReceiptNumbers numbers, TenantSettings tenant, Clock clock) {
    this.numbers = numbers;
    this.tenant = tenant;
    this.clock = clock;
  }

  void end(@Observes PersonErased erased) {
    tenant.beyondCaller(() ->
        numbers
            .take(erased.caseId())
            .filter(GivenNumber::isLive)
            .ifPresent(it -> numbers.end(it.ended(GivenNumber.End.ERASED, clock.instant()))));
  }
}
