package org.uputnica.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.directory.domain.Capacities;
import org.uputnica.directory.domain.CapacityAsk;
import org.uputnica.directory.domain.CapacityStatement;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.FreePlaces.Said;
import org.uputnica.directory.domain.FreePlaces.Word;
import org.uputnica.directory.domain.Holds;
import org.uputnica.directory.domain.Holds.HoldRule;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.directory.domain.ServiceOffers;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * What houses say about their free places, themselves or on the telephone, and what is asked of
 * them. What was said stays.
 */
@ApplicationScoped
@Transactional
public class CapacityService {
  private static final String STATEMENTS = "capacity-statements";
  private static final String AVAILABLE = "available";

  /** Roles that telephone, in the order in which somebody with several is said to have done so. */
  private static final List<String> TELEPHONING =
      List.of(Roles.CASE, Roles.FRONT, Roles.BORDER, Roles.COORD);

  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  private final DirectoryService directory;
  private final ServiceOffers offers;
  private final Capacities capacities;
  private final Holds holds;
  private final HoldLength lengths;
  private final PlacesSettings settings;
  private final Callers callers;
  private final AuditTrail audit;
  private final Clock clock;

  CapacityService(
      DirectoryService directory,
      ServiceOffers offers,
      Capacities capacities,
      Holds holds,
      HoldLength lengths,
      PlacesSettings settings,
      Callers callers,
      AuditTrail audit,
      Clock clock) {
    this.directory = directory;
    this.offers = offers;
    this.capacities = capacities;
    this.holds = holds;
    this.lengths = lengths;
    this.settings = settings;
    this.callers = callers;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Keeps what the caller's own organisation says about its free places.
   *
   * @throws RefusedException {@code not-found} for another organisation's, {@code stale-revision},
   *     {@code invalid-value} when more are free than there are, {@code capacity-below-holds} when
   *     with those held they are more
   */
  public FreePlaces set(SetCapacity command) {
    ServiceOffer service = requireOwn(command.service());
    Instant now = clock.instant();
    FreePlaces before = lock(service, command.capacity(), command.seen(), now);
    @Nullable Integer maximum = command.maximum() == null ? before.maximum() : command.maximum();
    requireRoom(command.available(), before.held(), maximum);
    return say(service, before, command.available(), maximum, bySelf(), now);
  }

  /**
   * Keeps what a house has said on the telephone.
   *
   * @param toldBy code of {@code told-by.csv}
   * @throws RefusedException as {@link #set}; {@code not-found} for a service the caller is not
   *     shown or of another country, {@code invalid-value} for a call that is to come, or older
   *     than what was said since
   */
  public FreePlaces recordCall(
      ServiceId id, UUID capacity, int available, String toldBy, Instant at, Revision seen) {
    ServiceOffer service = directory.show(id);
    if (!service.country().equals(callers.current().country())) {
      throw RefusedException.notFound();
    }
    Instant now = clock.instant();
    FreePlaces before = lock(service, capacity, seen, now);
    if (at.isAfter(now.plus(CLOCKS_APART)) || !at.isAfter(before.updated())) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "The call is still to come, or something was said after it",
          FieldProblem.at("toldAt", "must be after what was said last, and not to come"));
    }
    requireRoom(available, before.held(), before.maximum());
    Caller caller = callers.current();
    Said said = new Said(Word.TELEPHONE, caller.organization(), function(caller), toldBy);
    return say(service, before, available, before.maximum(), said, at.isAfter(now) ? now : at);
  }

  /**
   * Counts one more unit of an own service.
   *
   * @throws RefusedException {@code not-found} for another organisation's, {@code already-exists}
   *     for a unit that is counted, or an id in use
   */
  public FreePlaces add(ServiceId id, UUID capacity, String unit, int available, int maximum) {
    ServiceOffer service = requireOwn(id);
    requireRoom(available, 0, maximum);
    if (capacities.exists(capacity)) {
      throw RefusedException.of(ProblemType.ALREADY_EXISTS, "The id is already in use");
    }
    var word =
        new Capacities.Word(
            available, maximum, bySelf(), callers.current().user(), clock.instant());
    FreePlaces added =
        capacities
            .add(service, capacity, unit, word)
            .orElseThrow(() ->
                RefusedException.of(
                    ProblemType.ALREADY_EXISTS,
                    "The service counts this unit already",
                    FieldProblem.at("unit", "is counted already")));
    journal("capacity-added", service, added);
    return added;
  }

  /**
   * Counts a unit of an own service no longer.
   *
   * @return as it was last
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code
   *     capacity-below-holds} while a place of it is held
   */
  public FreePlaces remove(ServiceId id, UUID capacity, Revision seen) {
    ServiceOffer service = requireOwn(id);
    Instant now = clock.instant();
    FreePlaces last = lock(service, capacity, seen, now);
    requireRoom(0, last.held(), 0);
    capacities.remove(capacity, now);
    journal("capacity-removed", service, last);
    return last;
  }

  /** What was said about a unit, the latest first: all to the house and its coordinator. */
  public Page<CapacityStatement> statements(
      ServiceId id, UUID capacity, @Nullable String cursor, int limit) {
    Caller caller = callers.current();
    ServiceOffer service = directory.show(id);
    if (service.capacities().stream().noneMatch(it -> it.id().equals(capacity))) {
      throw RefusedException.notFound();
    }
    boolean all =
        caller.isOf(service.organization())
            || (caller.watchesCountry() && caller.country().equals(service.country()));
    List<CapacityStatement> found =
        capacities.statements(
            capacity,
            all ? null : caller.organization(),
            Cursor.read(STATEMENTS, 2, cursor),
            limit + 1);
    return Page.of(
        STATEMENTS, found, limit, it -> List.of(it.recordedAt().toString(), it.id().toString()));
  }

  /** The services of the caller's organisation, with what is asked about their places. */
  public List<OwnCapacity> own() {
    Caller caller = callers.current();
    return offers.of(caller.organization()).stream()
        .filter(it -> it.isAccommodation() || !it.capacities().isEmpty())
        .map(it -> new OwnCapacity(it, asks(it), lengths.of(it.id())))
        .toList();
  }

  /** Those about whose places something is asked. */
  public List<OwnCapacity> asked() {
    return own().stream().filter(it -> it.asks().isPresent()).toList();
  }

  /**
   * Says for how long others may hold a place of an own service.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code invalid-value} for
   *     longer than anybody may
   */
  public HoldRule setHoldRule(ServiceId id, int minutes, Revision seen) {
    ServiceOffer service = requireOwn(id);
    Duration length = Duration.ofMinutes(minutes);
    if (length.compareTo(settings.holdAtMost()) > 0) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Nobody may hold a place for so long",
          FieldProblem.at("minutes", "must not be more than " + settings.holdAtMost().toMinutes()));
    }
    seen.require(lengths.of(id).revision());
    HoldRule rule = new HoldRule(length, seen.number() + 1);
    if (!holds.say(service, rule)) {
      seen.require(lengths.of(id).revision());
      throw new IllegalStateException("the rule did not change");
    }
    audit.append(
        AuditEvent.of(
            "hold-rule-set",
            null,
            null,
            "service",
            id.toString(),
            "minutes",
            Integer.toString(minutes)));
    return rule;
  }

  /** Asks for numbers that are old, each house once in a while; how many services were asked. */
  public int ask(int atOnce) {
    Instant now = clock.instant();
    List<ServiceId> asked =
        capacities.ask(now.minus(settings.freshFor()), now.minus(settings.askAgain()), now, atOnce);
    asked.forEach(
        it -> audit.append(AuditEvent.of("capacity-asked", null, null, "service", it.toString())));
    return asked.size();
  }

  private Optional<CapacityAsk> asks(ServiceOffer service) {
    return CapacityAsk.of(service.capacities(), clock.instant());
  }

  private ServiceOffer requireOwn(ServiceId id) {
    return offers
        .find(id)
        .filter(it -> callers.current().isOf(it.organization()))
        .orElseThrow(RefusedException::notFound);
  }

  private FreePlaces lock(ServiceOffer service, UUID capacity, Revision seen, Instant now) {
    FreePlaces kept =
        capacities.lock(service.id(), capacity).orElseThrow(RefusedException::notFound);
    seen.require(kept.revision());
    return capacities.settle(service.id(), capacity, now);
  }

  private Said bySelf() {
    Caller caller = callers.current();
    return new Said(Word.OWN, caller.organization(), Roles.SHELTER, null);
  }

  private static String function(Caller caller) {
    return TELEPHONING.stream().filter(caller::has).findFirst().orElseThrow();
  }

  private FreePlaces say(
      ServiceOffer service,
      FreePlaces before,
      int available,
      @Nullable Integer maximum,
      Said said,
      Instant at) {
    FreePlaces after =
        capacities.say(
            before.id(),
            new Capacities.Word(available, maximum, said, callers.current().user(), at));
    journal("capacity-set", service, after);
    return after;
  }

  private void journal(String what, ServiceOffer service, FreePlaces places) {
    audit.append(
        AuditEvent.of(
            what,
            null,
            places.id(),
            "service",
            service.id().toString(),
            AVAILABLE,
            Integer.toString(places.available()),
            "how",
            places.said().how().name()));
  }

  /** Free and held are never more than there are. */
  private static void requireRoom(int available, int held, @Nullable Integer maximum) {
    if (maximum == null || available + held <= maximum) {
      return;
    }
    if (available > maximum) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "More places are free than there are",
          FieldProblem.at(AVAILABLE, "must not be more than the maximum"));
    }
    throw RefusedException.of(
        ProblemType.CAPACITY_BELOW_HOLDS,
        "Of %d places %d are held: at most %d can be free besides them"
            .formatted(maximum, held, Math.max(0, maximum - held)),
        FieldProblem.at(AVAILABLE, "%d are held".formatted(held)));
  }

  /** An own service and what is asked about its places, if anything. */
  public record OwnCapacity(ServiceOffer service, Optional<CapacityAsk> asks, HoldRule rule) {
    /** When the number was said that is asked about. */
    public Instant since() {
      return service.capacities().stream()
          .map(FreePlaces::updated)
          .min(Instant::compareTo)
          .orElse(Instant.EPOCH);
    }
  }
}
