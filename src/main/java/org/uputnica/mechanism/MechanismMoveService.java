package org.uputnica.mechanism;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.MechanismMove;
import org.uputnica.mechanism.domain.MechanismMoves;
import org.uputnica.mechanism.domain.MechanismMoves.Coded;
import org.uputnica.mechanism.domain.MechanismMoves.InState;
import org.uputnica.mechanism.domain.MechanismMoves.WithClock;
import org.uputnica.mechanism.domain.MechanismVersions.Kept;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.VersionChange;
import org.uputnica.mechanism.domain.VersionChange.Obstacle;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Moves the open cases of a country to another version of its procedure: looked at before, asked
 * for with a reason, carried out case by case, each in a transaction of its own with its journal
 * entry. A case whose state or clock the new version does not have stays where it is.
 */
@ApplicationScoped
@Transactional
public class MechanismMoveService {
  private static final String LIST = "staying";
  private static final int AT_ONCE = 100;

  private final Mechanisms mechanisms;
  private final MechanismVersionService versions;
  private final MechanismMoves moves;
  private final CaseRecords records;
  private final Tracks tracks;
  private final AuditTrail audit;
  private final Clock clock;

  MechanismMoveService(
      Mechanisms mechanisms,
      MechanismVersionService versions,
      MechanismMoves moves,
      CaseRecords records,
      Tracks tracks,
      AuditTrail audit,
      Clock clock) {
    this.mechanisms = mechanisms;
    this.versions = versions;
    this.moves = moves;
    this.records = records;
    this.tracks = tracks;
    this.audit = audit;
    this.clock = clock;
  }

  /** The versions of a country, newest first, with how many open cases run on each. */
  public List<Kept> versions(CountryCode country) {
    return Callers.as(Caller.NODE, () -> versions.list(country));
  }

  /**
   * What a move would do: how many cases, and what changes where they stand.
   *
   * @throws RefusedException {@code not-found} for a version the country never had, {@code
   *     invalid-value} for a move to itself
   */
  public Preview preview(CountryCode country, String from, String to) {
    VersionChange change = change(country, from, to);
    return new Preview(
        moves.openCases(country, from),
        moves.states(country, from).stream()
            .map(it ->
                new StateChange(
                    it,
                    change.obstacle(it.track(), it.state()),
                    change.steps(it.track(), it.state())))
            .filter(it -> it.obstacle().isPresent() || !it.steps().isEmpty())
            .toList(),
        moves.clocks(country, from).stream()
            .filter(it -> change.isGone(it.clock()) || change.lastsOtherwise(it.clock()))
            .map(it -> new ClockChange(it, change.isGone(it.clock())))
            .toList());
  }

  /**
   * The open cases that cannot go over, in the order of their ids.
   *
   * @throws RefusedException what {@link #preview} refuses
   */
  public Page<Staying> staying(
      CountryCode country, String from, String to, @Nullable String cursor, int limit) {
    VersionChange change = change(country, from, to);
    Cursor after = Cursor.read(LIST, 1, cursor);
    List<Coded> found =
        moves.cases(
            country,
            from,
            moves.states(country, from).stream()
                .filter(it -> change.obstacle(it.track(), it.state()).isPresent())
                .collect(Collectors.toSet()),
            moves.clocks(country, from).stream()
                .map(WithClock::clock)
                .filter(change::isGone)
                .collect(Collectors.toSet()),
            after == null ? null : new CaseId(after.part(0, UUID::fromString)),
            limit + 1);
    Page<Coded> page = Page.of(LIST, found, limit, it -> List.of(it.id().toString()));
    return new Page<>(
        page.entries().stream()
            .map(it -> new Staying(it.code(), obstacles(it.id(), change)))
            .toList(),
        page.next());
  }

  /**
   * Asks for a move; it is carried out by itself from then on.
   *
   * @param previewed open cases as the preview counted them
   * @throws RefusedException what {@link #preview} refuses; {@code stale-revision} when the number
   *     of open cases is another one by now; {@code step-not-open} while a move of the country goes
   *     on
   */
  public MechanismMove ask(
      String from, String to, MechanismMove.Reason reason, Revision previewed, Caller caller) {
    CountryCode country = caller.country();
    change(country, from, to);
    previewed.require(moves.openCases(country, from));
    MechanismMove move =
        new MechanismMove(
            Ids.random(),
            country,
            caller.organization(),
            from,
            to,
            reason,
            caller.user(),
            clock.instant(),
            0,
            null,
            null);
    if (!moves.add(move)) {
      throw RefusedException.of(
          ProblemType.STEP_NOT_OPEN, "Cases of the country are being moved already");
    }
    audit.append(
        AuditEvent.of(
            "mechanism-move-asked",
            null,
            move.id(),
            "from",
            from,
            "to",
            to,
            "reason",
            reason.name()));
    return move;
  }

  /**
   * How far a move is.
   *
   * @throws RefusedException {@code not-found} when it is absent or another country's, alike
   */
  public MechanismMove find(UUID id, Caller caller) {
    return moves
        .find(id)
        .filter(it -> it.country().equals(caller.country()))
        .orElseThrow(RefusedException::notFound);
  }

  /** The moves that go on. */
  List<MechanismMove> open() {
    return moves.open();
  }

  /** Moves every case that can be moved, and ends the move. */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  void carryOut(MechanismMove move) {
    VersionChange change =
        QuarkusTransaction.requiringNew()
            .call(() -> change(move.country(), move.from(), move.to()));
    long stayed = 0;
    CaseId last = null;
    for (List<CaseId> page = page(move, last); !page.isEmpty(); page = page(move, last)) {
      for (CaseId id : page) {
        Caller service = Caller.service(move.organization(), move.country());
        boolean stays = Callers.apart(service, () -> !moveOne(move, change, id));
        stayed += stays ? 1 : 0;
        last = id;
      }
    }
    finish(move, stayed);
  }

  private List<CaseId> page(MechanismMove move, @Nullable CaseId after) {
    return QuarkusTransaction.requiringNew()
        .call(() -> moves.cases(move.country(), move.from(), after, AT_ONCE));
  }

  /** Whether the case is on the new version now, or not on the old one any more. */
  private boolean moveOne(MechanismMove move, VersionChange change, CaseId id) {
    if (!moves.take(id, move.from())) {
      return true;
    }
    List<TrackInstance> runs = tracks.of(id);
    if (runs.stream().anyMatch(run -> !change.obstacles(run.snapshot()).isEmpty())) {
      return false;
    }
    CaseRecord record = records.move(records.find(id).orElseThrow(), move.to());
    Instant now = clock.instant();
    for (TrackInstance run : runs) {
      TrackInstance moved = run.on(move.to()).with(change.to().retold(run.snapshot()), run.since());
      if (change.waitsForOthers(run.snapshot())) {
        tracks.save(moved, Waiting.of(moved, record, change.to(), now));
      } else {
        tracks.move(moved);
      }
    }
    moves.countMoved(move.id());
    audit.append(
        AuditEvent.of(
            "case-moved-to-version", id, move.id(), "from", move.from(), "to", move.to()));
    return true;
  }

  private void finish(MechanismMove move, long stayed) {
    Callers.apart(
        Caller.service(move.organization(), move.country()),
        () -> {
          if (moves.finish(move.id(), stayed, clock.instant())) {
            audit.append(
                AuditEvent.of(
                    "mechanism-move-finished", null, move.id(), "stayed", Long.toString(stayed)));
          }
        });
  }

  private List<Obstacle> obstacles(CaseId id, VersionChange change) {
    return tracks.of(id).stream()
        .flatMap(run -> change.obstacles(run.snapshot()).stream())
        .distinct()
        .toList();
  }

  private VersionChange change(CountryCode country, String from, String to) {
    if (from.equals(to)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Cases cannot move to the version they are on",
          FieldProblem.at("to", "is the same as from"));
    }
    Mechanism target = mechanisms.find(country, to).orElseThrow(RefusedException::notFound);
    Optional<Mechanism> source = mechanisms.find(country, from);
    if (source.isEmpty() && moves.openCases(country, from) == 0) {
      throw RefusedException.notFound();
    }
    return new VersionChange(source.orElseGet(() -> mechanisms.current(country)), target);
  }

  /**
   * What a move would do.
   *
   * @param cases open cases on the version they would leave
   */
  public record Preview(long cases, List<StateChange> states, List<ClockChange> clocks) {}

  /** What becomes of a state in which open cases are. */
  public record StateChange(
      InState where, Optional<Obstacle> obstacle, VersionChange.Steps steps) {}

  /** What becomes of a clock that runs; one that runs keeps its end. */
  public record ClockChange(WithClock where, boolean gone) {}

  /** A case that cannot go over, and why. */
  public record Staying(CaseCode code, List<Obstacle> obstacles) {}
}
