package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.PersonErased;
import org.uputnica.casefile.PersonKeptShut;
import org.uputnica.door.domain.GivenNumber;
import org.uputnica.door.domain.GivenNumber.End;
import org.uputnica.door.domain.ReceiptNumbers;
import org.uputnica.mechanism.ConflictRecorded;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.domain.ConflictOfInterest;
import org.uputnica.mechanism.domain.Notice.About;
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
    tenant.beyondCaller(() -> end(hers.opening(erased.caseId()), End.ERASED));
  }

  /** Nor of one who is kept shut until she is. */
  void withPerson(@Observes PersonKeptShut shut) {
    tenant.beyondCaller(() -> end(hers.opening(shut.caseId()), End.ERASED));
  }

  /** She has died: the page was hers alone. */
  void withDeath(@Observes Taken taken) {
    if (taken.moved().isDeath()) {
      tenant.beyondCaller(() -> end(hers.take(taken.record().id()), End.DIED).forEach(this::note));
    }
  }

  /** Who gave her a number may know it; barred from her case, she would see it all the same. */
  void withConflict(@Observes ConflictRecorded recorded) {
    ConflictOfInterest conflict = recorded.conflict();
    Predicate<GivenNumber> known =
        it ->
            it.by().equals(conflict.account()) || it.organization().equals(conflict.organization());
    tenant.beyondCaller(() -> {
      List<GivenNumber> dead =
          end(hers.take(conflict.caseId()).stream().filter(known).toList(), End.CONFLICT);
      dead.forEach(this::note);
      if (!dead.isEmpty()) {
        notices.put(About.NUMBER_ENDED, hers.page(conflict.caseId()));
      }
    });
  }

  private List<GivenNumber> end(List<GivenNumber> some, End how) {
    List<GivenNumber> live = some.stream().filter(GivenNumber::isLive).toList();
    live.forEach(it -> numbers.end(it.ended(how, clock.instant())));
    return live;
  }

  private void note(GivenNumber number) {
    audit.append(AuditEvent.of("receipt-number-ended", number.caseId(), number.id()));
  }
}
