package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
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
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.RefusedException;

/**
 * Gives a person the number of her own page, renews it, and takes it out of use. Who gives one
 * knows it and could open the page: only those who may open her name do.
 */
@ApplicationScoped
@Transactional
public class ReceiptNumberService {
  private final SecureRandom random = new SecureRandom();
  private final CaseService cases;
  private final TrackService tracks;
  private final NumbersOfPerson hers;
  private final ReceiptNumbers numbers;
  private final NoticeService notices;
  private final DoorKeys keys;
  private final DoorSettings settings;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;

  ReceiptNumberService(
      CaseService cases,
      TrackService tracks,
      NumbersOfPerson hers,
      ReceiptNumbers numbers,
      NoticeService notices,
      DoorKeys keys,
      DoorSettings settings,
      TenantSettings tenant,
      AuditTrail audit,
      Callers callers,
      Clock clock) {
    this.cases = cases;
    this.tracks = tracks;
    this.hers = hers;
    this.numbers = numbers;
    this.notices = notices;
    this.keys = keys;
    this.settings = settings;
    this.tenant = tenant;
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
    return hers.take(id).stream().findFirst().orElseThrow(RefusedException::notFound);
  }

  /**
   * Gives the first one, or another after one that ended.
   *
   * @throws RefusedException {@code not-found}; {@code step-not-open} while one lives, for a closed
   *     duplicate, and when she has died; {@code already-exists} when the id is used
   */
  public Fresh give(CaseId id, UUID number) {
    CaseRecord record = requireGiver(id);
    if (hers.take(id).stream().anyMatch(GivenNumber::isLive)) {
      throw new RefusedException(new DoorRefusal.HasOne());
    }
    return fresh(record, number, "receipt-number-given");
  }

  /**
   * Gives another one; what she had opens nothing any more, nor does what was opened with it.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}; {@code step-not-open} when
   *     hers has ended, for a closed duplicate, and when she has died
   */
  public Fresh renew(CaseId id, UUID number, Revision expected) {
    CaseRecord record = requireGiver(id);
    endAll(id, expected, End.RENEWED);
    tell(record, About.NUMBER_RENEWED);
    return fresh(record, number, "receipt-number-renewed");
  }

  /**
   * Takes it out of use; so does whoever helps her and hears that it is known to somebody else.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}; {@code step-not-open} when
   *     hers has ended
   */
  public GivenNumber revoke(CaseId id, Revision expected) {
    CaseRecord record = cases.require(id, callers.current());
    GivenNumber revoked = endAll(id, expected, End.REVOKED);
    tell(record, About.NUMBER_ENDED);
    audit.append(AuditEvent.of("receipt-number-revoked", id, revoked.id()));
    return revoked;
  }

  private CaseRecord requireGiver(CaseId id) {
    cases.hold(id); // whoever is barred from it, or joins it with another, comes before or after
    Caller caller = callers.current();
    CaseRecord record = cases.require(id, caller);
    boolean guards = caller.organization().equals(record.guardian()) && caller.has(Roles.GUARD);
    if (!record.isRegistrar(caller) && !record.isAssignedTo(caller) && !guards) {
      throw RefusedException.notFound();
    }
    if (!hers.page(id).equals(id)) {
      throw new RefusedException(new DoorRefusal.GivenInTheOther());
    }
    if (tenant.seeBeyondCaller(() -> tracks.hold(id)).isOfTheDead()) {
      throw new RefusedException(new DoorRefusal.StaysShut());
    }
    return record;
  }

  private GivenNumber endAll(CaseId id, Revision expected, End how) {
    List<GivenNumber> known = hers.take(id);
    GivenNumber latest = known.stream().findFirst().orElseThrow(RefusedException::notFound);
    expected.require(latest.revision());
    if (!latest.isLive()) {
      throw new RefusedException(new DoorRefusal.Ended());
    }
    tenant.beyondCaller(() ->
        known.stream()
            .filter(GivenNumber::isLive)
            .forEach(it -> numbers.end(it.ended(how, clock.instant()))));
    return latest.ended(how, clock.instant());
  }

  /** Who manages her case learns of what another house did with her number. */
  private void tell(CaseRecord record, About about) {
    if (!callers.current().isOf(record.responsible())) {
      tenant.beyondCaller(() -> notices.put(about, hers.page(record.id())));
    }
  }

  private Fresh fresh(CaseRecord record, UUID id, String action) {
    Caller caller = callers.current();
    GivenNumber given = GivenNumber.now(id, record.id(), record.country(), caller, clock.instant());
    @Nullable ReceiptNumber number = null;
    while (number == null) {
      ReceiptNumber tried = ReceiptNumber.random(random);
      NumberHash hash = NumberHash.of(tried, keys.number(tried), settings.rounds(), random);
      number = numbers.add(given, keys.lookup(tried), hash) ? tried : null;
    }
    audit.append(AuditEvent.of(action, record.id(), id));
    return new Fresh(given, number);
  }

  /** A number that was given now: the only time it is known. */
  public record Fresh(GivenNumber given, ReceiptNumber number) {}
}
