package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.door.domain.GivenNumber;
import org.uputnica.door.domain.GivenNumber.End;
import org.uputnica.door.domain.NumberHash;
import org.uputnica.door.domain.ReceiptNumber;
import org.uputnica.door.domain.ReceiptNumbers;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.RefusedException;

/** Gives a person the number of her own page, renews it, and takes it out of use. */
@ApplicationScoped
@Transactional
public class ReceiptNumberService {
  private final SecureRandom random = new SecureRandom();
  private final CaseService cases;
  private final ReceiptNumbers numbers;
  private final DoorKeys keys;
  private final DoorSettings settings;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;

  ReceiptNumberService(
      CaseService cases,
      ReceiptNumbers numbers,
      DoorKeys keys,
      DoorSettings settings,
      AuditTrail audit,
      Callers callers,
      Clock clock) {
    this.cases = cases;
    this.numbers = numbers;
    this.keys = keys;
    this.settings = settings;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * Whether she has one.
   *
   * @throws RefusedException {@code not-found} for a case that is not the caller's, and when she
   *     was never given one
   */
  public GivenNumber latest(CaseId id) {
    cases.require(id, callers.current());
    return numbers.take(id).orElseThrow(RefusedException::notFound);
  }

  /**
   * Gives the first one, or another after one that ended.
   *
   * @throws RefusedException {@code not-found}; {@code step-not-open} while one lives; {@code
   *     already-exists} when the id is used
   */
  public Fresh give(CaseId id, UUID number) {
    CaseRecord record = cases.require(id, callers.current());
    if (numbers.take(id).filter(GivenNumber::isLive).isPresent()) {
      throw new RefusedException(new DoorRefusal.HasOne());
    }
    return fresh(record, number, "receipt-number-given");
  }

  /**
   * Gives another one; the one she had opens nothing any more, nor does what was opened with it.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}; {@code step-not-open} when
   *     hers has ended
   */
  public Fresh renew(CaseId id, UUID number, Revision expected) {
    CaseRecord record = cases.require(id, callers.current());
    numbers.end(live(id, expected).ended(End.RENEWED, clock.instant()));
    return fresh(record, number, "receipt-number-renewed");
  }

  /**
   * Takes it out of use.
   *
   * @throws RefusedException as {@link #renew}
   */
  public GivenNumber revoke(CaseId id, Revision expected) {
    cases.require(id, callers.current());
    GivenNumber revoked = live(id, expected).ended(End.REVOKED, clock.instant());
    numbers.end(revoked);
    audit.append(AuditEvent.of("receipt-number-revoked", id, revoked.id()));
    return revoked;
  }

  private GivenNumber live(CaseId id, Revision expected) {
    GivenNumber latest = numbers.take(id).orElseThrow(RefusedException::notFound);
    expected.require(latest.revision());
    if (!latest.isLive()) {
      throw new RefusedException(new DoorRefusal.Ended());
    }
    return latest;
  }

  private Fresh fresh(CaseRecord record, UUID id, String action) {
    Caller caller = callers.current();
    GivenNumber given = GivenNumber.now(id, record.id(), record.country(), caller, clock.instant());
    @Nullable ReceiptNumber number = null;
    while (number == null) {
      ReceiptNumber tried = ReceiptNumber.random(random);
      NumberHash hash = NumberHash.of(tried, keys.number(tried), settings.rounds(), random);
      number = numbers.add(given, caller, keys.lookup(tried), hash) ? tried : null;
    }
    audit.append(AuditEvent.of(action, record.id(), id));
    return new Fresh(given, number);
  }

  /** A number that was given now: the only time it is known. */
  public record Fresh(GivenNumber given, ReceiptNumber number) {}
}
