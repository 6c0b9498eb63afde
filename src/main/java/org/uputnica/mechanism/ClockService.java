package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockAnswer;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockEvent;
import org.uputnica.mechanism.domain.ClockEvent.Kind;
import org.uputnica.mechanism.domain.ClockWish;
import org.uputnica.mechanism.domain.KeptClock;
import org.uputnica.mechanism.domain.KeptClocks;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Front door to the clocks of a case: what runs and what happened to it, and pausing, resuming and
 * lengthening one with a reason. Nobody shortens a clock, and nobody lengthens one alone.
 */
@ApplicationScoped
@Transactional
public class ClockService {
  private final CaseService cases;
  private final StepService steps;
  private final Mechanisms mechanisms;
  private final Tracks tracks;
  private final KeptClocks kept;
  private final NoticeService notices;
  private final PersonsFile file;
  private final AuditTrail audit;
  private final java.time.Clock clock;

  ClockService(
      CaseService cases,
      StepService steps,
      Mechanisms mechanisms,
      Tracks tracks,
      KeptClocks kept,
      NoticeService notices,
      PersonsFile file,
      AuditTrail audit,
      java.time.Clock clock) {
    this.cases = cases;
    this.steps = steps;
    this.mechanisms = mechanisms;
    this.tracks = tracks;
    this.kept = kept;
    this.notices = notices;
    this.file = file;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Every clock of the runs this caller sees, ended ones too.
   *
   * @throws RefusedException {@code not-found}
   */
  public List<Seen> of(CaseId id, Caller caller) {
    StepService.Standing standing = steps.standing(id, caller);
    Map<TrackId, TrackInstance> runs =
        standing.tracks().stream()
            .collect(Collectors.toMap(TrackInstance::id, Function.identity()));
    Mechanism mechanism = mechanisms.of(standing.record());
    return kept.of(id).stream()
        .filter(it -> runs.containsKey(it.track()))
        .map(it -> seen(it, Objects.requireNonNull(runs.get(it.track())), mechanism))
        .toList();
  }

  /**
   * Pauses a clock, lets it run on, or asks for more time.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code not-your-turn},
   *     {@code step-not-open} when no such clock runs, it is so already, or it has run out and
   *     cannot be paused any more, {@code invalid-value} for a length, or for a note or document
   *     that is not in the file of the case
   */
  public Seen change(Wish wish, Revision expected, Caller caller) {
    Run run = run(wish.caseId(), wish.track(), expected, caller);
    if (wish.wish() instanceof ClockWish.AskExtension
        && run.open(wish.clock()).flatMap(KeptClock::asked).isPresent()) {
      throw RefusedException.of(
          ProblemType.STEP_NOT_OPEN,
          "An extension of it waits for its decision",
          FieldProblem.at("clock", "is asked to be lengthened already"));
    }
    UUID note = wish.because().note();
    if (note != null && !file.hasNote(wish.caseId(), note)) {
      throw notInTheFile("note");
    }
    UUID document = wish.because().document();
    if (document != null && !file.hasDocument(wish.caseId(), document)) {
      throw notInTheFile("document");
    }
    return carry(run, wish.clock(), wish.wish(), wish.because(), caller);
  }

  /**
   * Decides on an extension that somebody else asked for.
   *
   * @throws RefusedException as {@link #change}, and {@code approver-is-asker}
   */
  public Seen decide(
      CaseId caseId,
      TrackId track,
      ClockCode code,
      UUID asked,
      boolean approved,
      Revision expected,
      Caller caller) {
    Run run = run(caseId, track, expected, caller);
    ClockEvent.Because asking =
        run.open(code)
            .flatMap(KeptClock::asked)
            .filter(it -> it.id().equals(asked))
            .map(it -> Objects.requireNonNull(it.because()))
            .orElseThrow(RefusedException::notFound);
    Duration length = Objects.requireNonNull(asking.length());
    if (asking.account().equals(caller.user())) {
      throw RefusedException.of(
          ProblemType.APPROVER_IS_ASKER, "Another person decides on more time than who asked");
    }
    return carry(
        run,
        code,
        new ClockWish.DecideExtension(length, approved),
        new ClockEvent.Because(caller.user(), null, null, null, length, asked),
        caller);
  }

  private Run run(CaseId id, TrackId track, Revision expected, Caller caller) {
    cases.hold(id);
    StepService.Standing standing = steps.standing(id, caller);
    TrackInstance run =
        standing.tracks().stream()
            .filter(it -> it.id().equals(track))
            .findFirst()
            .orElseThrow(RefusedException::notFound);
    expected.require(run.revision());
    return new Run(run, standing.record(), kept.of(id));
  }

  private Seen carry(
      Run run, ClockCode code, ClockWish wish, ClockEvent.Because because, Caller caller) {
    Mechanism mechanism = mechanisms.of(run.record());
    Actor actor = Procedure.actor(run.track(), run.record(), caller, SaidBy.ACTOR);
    Instant now = clock.instant();
    ClockAnswer.Changed changed =
        switch (mechanism.change(run.track().snapshot(), code, actor, wish, now)) {
          case ClockAnswer.Changed it -> it;
          case ClockAnswer.NotYours(ClockCode _, List<Performer> performers) ->
              throw RefusedException.of(
                  ProblemType.NOT_YOUR_TURN,
                  "Somebody else may do this to the clock",
                  FieldProblem.at(
                      "clock",
                      "is for others to change",
                      performers.stream().map(Performer::toString).toList()));
          case ClockAnswer.NoLength(ClockCode _, Clock.Counts counts) ->
              throw RefusedException.of(
                  ProblemType.INVALID_VALUE,
                  "This is no length of what the clock counts",
                  FieldProblem.at("length", "does not fit " + counts.word()));
          case ClockAnswer.HasRunOut _ ->
              throw notOpen("has run out: have it answered, or ask for more time");
          case ClockAnswer.PausedLongEnough _ ->
              throw notOpen("has paused as long as it may: ask for more time");
          case ClockAnswer.AsItIs _ -> throw notOpen("is as it was wished already");
          case ClockAnswer.NotRunning _ -> throw notOpen("does not run on this track");
          case ClockAnswer.Answered _ -> throw new IllegalStateException("nobody answered it");
        };
    ClockEvent event =
        new ClockEvent(Ids.random(), code, kind(wish), now, changed.clock().due(), 0, because);
    TrackInstance after = run.track().with(changed.after(), run.track().since());
    TrackInstance saved =
        tracks.save(after, Waiting.of(after, run.record(), mechanism, now), event);
    journal(saved, event);
    switch (wish) {
      case ClockWish.Pause _ -> tell(About.CLOCK_PAUSED, About.CLOCK_PAUSED.tells(), code, run);
      case ClockWish.Resume _ -> {
        // nobody has to know or decide
      }
      case ClockWish.AskExtension _ ->
          tell(
              About.EXTENSION_ASKED,
              mechanism.clock(code).orElseThrow().changes().approvedBy(),
              code,
              run);
      case ClockWish.DecideExtension _ ->
          notices.answer(About.EXTENSION_ASKED, code, saved, event.kind().name(), caller);
    }
    return seen(
        kept.of(saved.caseId()).stream()
            .filter(it -> it.isOpen() && it.track().equals(saved.id()))
            .filter(it -> it.clock().code().equals(code))
            .findFirst()
            .orElseThrow(),
        saved,
        mechanism);
  }

  private void tell(About about, List<Performer> performers, ClockCode code, Run run) {
    notices.put(
        about,
        code,
        run.track(),
        Waiting.desks(performers, run.track(), run.record(), mechanisms.of(run.record())));
  }

  private void journal(TrackInstance track, ClockEvent event) {
    ClockEvent.Reason reason = Objects.requireNonNull(event.because()).reason();
    audit.append(
        AuditEvent.of(
            "clock-" + event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            track.caseId(),
            track.id(),
            "clock",
            event.code().value(),
            "event",
            event.id().toString(),
            "reason",
            reason == null ? "" : reason.name()));
  }

  private static Kind kind(ClockWish wish) {
    return switch (wish) {
      case ClockWish.Pause _ -> Kind.PAUSED;
      case ClockWish.Resume _ -> Kind.RESUMED;
      case ClockWish.AskExtension _ -> Kind.EXTENSION_ASKED;
      case ClockWish.DecideExtension(Duration _, boolean approved) ->
          approved ? Kind.EXTENDED : Kind.EXTENSION_REFUSED;
    };
  }

  private static RefusedException notInTheFile(String field) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "It is not in the file of this case",
        FieldProblem.at(field, "is not in the file of this case"));
  }

  private static RefusedException notOpen(String detail) {
    return RefusedException.of(
        ProblemType.STEP_NOT_OPEN,
        "The clock cannot do that now",
        FieldProblem.at("clock", detail));
  }

  private static Seen seen(KeptClock clock, TrackInstance track, Mechanism mechanism) {
    return new Seen(clock, track, mechanism.clock(clock.clock().code()).orElse(null));
  }

  /** A run with what is known of the case's clocks. */
  private record Run(TrackInstance track, CaseRecord record, List<KeptClock> clocks) {
    Optional<KeptClock> open(ClockCode code) {
      return clocks.stream()
          .filter(it -> it.isOpen() && it.track().equals(track.id()))
          .filter(it -> it.clock().code().equals(code))
          .findFirst();
    }
  }

  /** What somebody wants of a clock, and why. */
  public record Wish(
      CaseId caseId, TrackId track, ClockCode clock, ClockWish wish, ClockEvent.Because because) {}

  /**
   * A clock with its run, and its row in the procedure.
   *
   * @param row null where the procedure has no such clock any more
   */
  public record Seen(KeptClock clock, TrackInstance track, @Nullable Clock row) {}
}
