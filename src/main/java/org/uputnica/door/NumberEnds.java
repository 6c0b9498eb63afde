package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.PersonErased;
import org.uputnica.door.domain.GivenNumber;
import org.uputnica.door.domain.GivenNumber.End;
import org.uputnica.door.domain.ReceiptNumbers;
import org.uputnica.mechanism.ConflictRecorded;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.domain.ConflictOfInterest;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.persistence.TenantSettings;

/** What ends a number without anybody asking for it; in the transaction that brings it about. */
@ApplicationScoped
class NumberEnds {
  private final NumbersOfPerson hers;
  private final ReceiptNumbers numbers;
  private final NoticeService notices;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Clock clock;

  NumberEnds(
      NumbersOfPerson hers,
      ReceiptNumbers numbers,
      NoticeService notices,
      TenantSettings tenant,
      AuditTrail audit,
      Clock clock) {
    this.hers = hers;
    this.numbers = numbers;
    this.notices = notices;
    this.tenant = tenant;
    this.audit = audit;
    this.clock = clock;
  }

  /** Nobody opens the page of a person who is erased. */
  void withPerson(@Observes PersonErased erased) {
    tenant.beyondCaller(() ->
        numbers.take(List.of(erased.caseId())).stream()
            .filter(GivenNumber::isLive)
            .forEach(it -> numbers.end(it.ended(End.ERASED, clock.instant()))));
  }

  /** Who gave her a number may know it; barred from her case, she would see it all the same. */
  void withConflict(@Observes ConflictRecorded recorded) {
    ConflictOfInterest conflict = recorded.conflict();
    Predicate<GivenNumber> known =
        it ->
            it.by().equals(conflict.account()) || it.organization().equals(conflict.organization());
    tenant.beyondCaller(() -> {
      List<GivenNumber> dead =
          hers.take(conflict.caseId()).stream().filter(GivenNumber::isLive).filter(known).toList();
      for (GivenNumber number : dead) {
        numbers.end(number.ended(End.CONFLICT, clock.instant()));
        audit.append(AuditEvent.of("receipt-number-ended", number.caseId(), number.id()));
      }
      if (!dead.isEmpty()) {
        CaseId page = hers.page(conflict.caseId());
        notices.put(About.NUMBER_ENDED, page);
      }
    });
  }
}
