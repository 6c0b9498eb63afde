package org.uputnica.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.Holds;
import org.uputnica.directory.domain.PlaceHold;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Places held for some hours. A hold names a referral and nobody: what it keeps becomes the place
 * of that referral when the house accepts, or is free again by itself.
 */
@ApplicationScoped
@Transactional
public class HoldService {
  private static final String HOLDS = "holds";

  private final DirectoryService directory;
  private final Holds holds;
  private final HoldLength lengths;
  private final PlacesSettings settings;
  private final Callers callers;
  private final AuditTrail audit;
  private final Clock clock;

  HoldService(
      DirectoryService directory,
      Holds holds,
      HoldLength lengths,
      PlacesSettings settings,
      Callers callers,
      AuditTrail audit,
      Clock clock) {
    this.directory = directory;
    this.holds = holds;
    this.lengths = lengths;
    this.settings = settings;
    this.callers = callers;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Holds places.
   *
   * @throws RefusedException {@code not-found} for a service the caller is not shown, of another
   *     country, or of another house; {@code invalid-value} for longer than the house allows;
   *     {@code already-exists} for an id in use, or a referral the organisation holds a place for;
   *     {@code hold-limit}; {@code capacity-unknown}; {@code no-free-place}
   */
  public PlaceHold hold(HoldPlaces wish) {
    Caller caller = callers.current();
    ServiceOffer service = directory.show(wish.service());
    boolean own = caller.isOf(service.organization());
    boolean here = service.country().equals(caller.country());
    if (!service.active() || !here || (!own && isHouseAlone(caller))) {
      throw RefusedException.notFound();
    }
    Instant now = clock.instant();
    Duration length = length(wish, own);
    requireUnit(wish.unit(), service);
    if (holds.exists(wish.id())) {
      throw RefusedException.of(ProblemType.ALREADY_EXISTS, "The id is already in use");
    }
    Holds.Reserved reserved =
        holds.reserve(
            new Holds.Wish(
                wish.id(),
                wish.service(),
                wish.unit(),
                wish.referral(),
                caller.organization(),
                wish.places(),
                caller.user(),
                now.plus(length)),
            now,
            now.minus(settings.freshFor()),
            settings.holdsAtOnce());
    refuse(reserved);
    PlaceHold hold = require(wish.id(), now);
    journal("places-held", hold);
    return hold;
  }

  /**
   * The holds that run: of the caller's organisation and with it; for a coordinator those of the
   * country. The first to end first.
   */
  public Page<PlaceHold> running(@Nullable String cursor, int limit) {
    Caller caller = callers.current();
    List<PlaceHold> found =
        holds.running(
            caller.watchesCountry() ? null : caller.organization(),
            clock.instant(),
            Cursor.read(HOLDS, 2, cursor),
            limit + 1);
    return Page.of(
        HOLDS, found, limit, it -> List.of(String.valueOf(it.endsAt()), it.id().toString()));
  }

  /**
   * Gives places back before the hold ends, by who holds them or by the house.
   *
   * @throws RefusedException {@code not-found} for anybody else's, {@code stale-revision}, {@code
   *     hold-over} when it has ended or become the place of a referral
   */
  public PlaceHold release(UUID id, Revision seen) {
    Instant now = clock.instant();
    PlaceHold before = require(id, now);
    switch (holds.giveBack(id, seen.number(), now)) {
      case RELEASED -> journal("hold-released", before);
      case STALE -> seen.require(require(id, now).revision());
      case OVER ->
          throw RefusedException.of(
              ProblemType.HOLD_OVER, "It has ended, or is the place of a referral by now");
    }
    return require(id, now);
  }

  /**
   * Ends the holds of one service that are over.
   *
   * @return how many; less than none when there is nothing to do
   */
  public int endNext() {
    int ended = holds.endNext(clock.instant());
    if (ended > 0) {
      audit.append(AuditEvent.of("holds-ended", null, null, "holds", Integer.toString(ended)));
    }
    return ended;
  }

  private Duration length(HoldPlaces wish, boolean own) {
    Duration most = own ? settings.holdAtMost() : lengths.of(wish.service()).length();
    Duration wanted = wish.length() == null ? usual(most, own) : wish.length();
    if (most.isZero()) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "This house lets nobody hold a place: ask it",
          FieldProblem.at("minutes", "no place is held here"));
    }
    if (wanted.compareTo(most) > 0) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "The house lets a place be held for a shorter time",
          FieldProblem.at("minutes", "must not be more than " + most.toMinutes()));
    }
    return wanted;
  }

  private Duration usual(Duration most, boolean own) {
    return own && settings.holdFor().compareTo(most) < 0 ? settings.holdFor() : most;
  }

  private static void requireUnit(@Nullable String unit, ServiceOffer service) {
    List<String> units = service.capacities().stream().map(FreePlaces::unit).distinct().toList();
    if (unit != null && !units.contains(unit)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "The service does not count this unit",
          FieldProblem.at("unit", "is not counted here", units));
    }
  }

  private static void refuse(Holds.Reserved reserved) {
    switch (reserved) {
      case HELD -> {}
      case TWICE ->
          throw RefusedException.of(
              ProblemType.ALREADY_EXISTS, "A place is held for this referral already");
      case LIMIT ->
          throw RefusedException.of(
              ProblemType.HOLD_LIMIT,
              "The organisation holds as many places as it may: give one back, or wait for its end");
      case UNKNOWN ->
          throw RefusedException.of(
              ProblemType.CAPACITY_UNKNOWN,
              "Telephone the house, record what it says, and hold the place then");
      case FULL ->
          throw RefusedException.of(
              ProblemType.NO_FREE_PLACE, "So many are not free; ask the next service");
    }
  }

  private PlaceHold require(UUID id, Instant now) {
    return holds
        .find(id, callers.current().organization(), now)
        .orElseThrow(RefusedException::notFound);
  }

  /** Whoever keeps a house drafts no referrals to others. */
  private static boolean isHouseAlone(Caller caller) {
    return !(caller.has(Roles.FRONT) || caller.has(Roles.BORDER) || caller.has(Roles.CASE));
  }

  private void journal(String what, PlaceHold hold) {
    audit.append(
        AuditEvent.of(
            what,
            null,
            hold.id(),
            "service",
            hold.service().toString(),
            "holder",
            hold.holder().toString(),
            "places",
            Integer.toString(hold.places())));
  }
}
