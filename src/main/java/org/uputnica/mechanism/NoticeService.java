package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.ClockAnswer;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockRef;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.mechanism.domain.Notices;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.Safeguards;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.TrackSnapshot;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Reach;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Carries out the effects that put something before a desk, and takes the answers. Between two
 * countries each side puts it before its own desks, since the step travels.
 */
@ApplicationScoped
@Transactional
public class NoticeService {
  private static final TrackCode OVERALL = new TrackCode("overall");

  /** What asks for something to be done with the person, or about a clock that asks for it. */
  private static final Set<About> WITH_THE_PERSON =
      EnumSet.of(
          About.CONSIDER_MISSING,
          About.REPORT_MISSING_CHILD,
          About.OFFER_SCREENING,
          About.RECONSIDER_SOLUTION,
          About.CLOCK_PAUSED,
          About.EXTENSION_ASKED);

  /** What nobody can do for her any more once she has died; while she lives it stays. */
  private static final Set<About> FOR_HER =
      EnumSet.of(About.CONTACT_WISHED, About.COPY_WISHED, About.NUMBER_ENDED, About.PERSON_UNTOLD);

  private final Notices notices;
  private final Tracks tracks;
  private final CaseRecords records;
  private final Mechanisms mechanisms;
  private final AuditTrail audit;
  private final Clock clock;

  NoticeService(
      Notices notices,
      Tracks tracks,
      CaseRecords records,
      Mechanisms mechanisms,
      AuditTrail audit,
      Clock clock) {
    this.notices = notices;
    this.tracks = tracks;
    this.records = records;
    this.mechanisms = mechanisms;
    this.audit = audit;
    this.clock = clock;
  }

  /** Puts before the desks what a step brings about, and takes away what the step has answered. */
  void carry(TrackInstance track, CaseRecord record, Moved moved, Caller caller) {
    Set<ClockCode> ended =
        moved.stopped().stream()
            .map(RunningClock::code)
            .filter(code -> moved.after().clock(code).isEmpty())
            .collect(Collectors.toSet());
    if (!ended.isEmpty()) {
      end(ended, track, moved.step().code().value(), caller);
    }
    for (Effect effect : moved.effects()) {
      About.of(effect).ifPresent(about -> put(about, track, record, moved, caller));
    }
  }

  /**
   * Takes away, of a case that this step has ended, what asks for something to be done with the
   * person; what is asked about a clock that still runs stays, and while she lives what she has
   * asked for herself.
   */
  void withdraw(CaseId id, Moved ending, Caller caller) {
    Set<About> over = EnumSet.copyOf(WITH_THE_PERSON);
    if (ending.isDeath()) {
      over.addAll(FOR_HER);
    }
    notices.openOf(id, over).stream()
        .filter(
            it -> it.clock() == null || !Safeguards.outlives(it.clock(), ending.after().state()))
        .forEach(it -> close(it, ending.step().code().value(), caller));
  }

  /**
   * Takes away what was put before desks about a run, now that it is not so any more. An answer
   * given at that moment stays.
   *
   * @return whether there was something
   */
  public boolean withdraw(About about, CaseId id, TrackId run, String because, Caller caller) {
    records.hold(id); // as an answer does
    List<Notice> open =
        notices.openOf(id, Set.of(about)).stream().filter(it -> it.track().equals(run)).toList();
    open.forEach(it -> close(it, because, caller));
    return !open.isEmpty();
  }

  /**
   * Puts before the desks what no step has brought about.
   *
   * @param step the one it is told of; null for none
   */
  public void put(About about, TrackId run, @Nullable StepCode step) {
    add(about, run, step, null);
  }

  /** As {@link #put(About, TrackId, StepCode)}, until the step that ends this clock answers it. */
  public void put(About about, TrackId run, StepCode step, ClockCode until) {
    add(about, run, step, until);
  }

  private void add(About about, TrackId run, @Nullable StepCode step, @Nullable ClockCode until) {
    TrackInstance track = tracks.find(run).orElseThrow();
    CaseRecord record = records.find(track.caseId()).orElseThrow();
    Set<String> desks = Waiting.desks(about.tells(), track, record, mechanisms.of(record));
    Instant now = clock.instant();
    add(about, track, step, until, desks, now, now);
  }

  /** Puts before the desks of a case what the person herself asks, at her own door. */
  public void put(About about, CaseId id) {
    CaseRecord record = records.find(id).orElseThrow();
    Instant now = clock.instant();
    tracks.of(id).stream()
        .filter(it -> it.snapshot().track().equals(OVERALL))
        .forEach(it ->
            add(
                about,
                it,
                null,
                null,
                Waiting.desks(about.tells(), it, record, mechanisms.of(record)),
                now,
                now));
  }

  /**
   * Puts before the desks of one organisation what it still has to know of a case, also when it
   * answers for it no more.
   */
  public void put(About about, CaseId id, OrganizationId organization) {
    Instant now = clock.instant();
    Set<String> desks =
        about.tells().stream()
            .map(it -> it.role() + '@' + organization)
            .collect(Collectors.toSet());
    tracks.of(id).stream()
        .filter(it -> it.snapshot().track().equals(OVERALL))
        .forEach(it -> add(about, it, null, null, desks, now, now));
  }

  /** Whether such a thing was ever put before desks about a run, answered or not. */
  public boolean wasPut(About about, TrackId run) {
    return notices.wasPut(about, run);
  }

  /** Puts the change of a clock before these desks. */
  void put(About about, ClockCode code, TrackInstance track, Set<String> desks) {
    Instant now = clock.instant();
    add(about, track, null, code, desks, now, now);
  }

  /** Takes away whatever was put before desks about these clocks, now that they have ended. */
  void end(Set<ClockCode> clocks, TrackInstance track, String answer, Caller caller) {
    notices.openOf(track.id(), clocks).forEach(it -> close(it, answer, caller));
  }

  /** Puts before these desks, unless the same stands before one of them for the case already. */
  void putOnce(About about, TrackInstance track, Set<String> desks, Instant rank) {
    boolean stands =
        notices.openOf(track.caseId(), Set.of(about)).stream().anyMatch(it -> it.isBefore(desks));
    if (!stands) {
      add(about, track, null, null, desks, rank, clock.instant());
    }
  }

  /** Takes away what stands before one of these desks for a case, now that this answers it. */
  void answer(About about, CaseId id, Set<String> desks, String answer, Caller caller) {
    notices.openOf(id, Set.of(about)).stream()
        .filter(it -> it.isBefore(desks))
        .forEach(it -> close(it, answer, caller));
  }

  /** Takes away what was put before desks about a clock, now that this answers it. */
  void answer(About about, ClockCode code, TrackInstance track, String answer, Caller caller) {
    notices.openOf(track.id(), Set.of(code)).stream()
        .filter(it -> it.about() == about)
        .forEach(it -> close(it, answer, caller));
  }

  /**
   * Answers a notice.
   *
   * @throws RefusedException {@code not-found} when it stands before no desk of the caller, {@code
   *     step-not-open} when it was answered, {@code invalid-value} for an answer to another
   *     question
   */
  public Answered answer(UUID id, Notice.Answer answer, Caller caller) {
    notices.caseOf(id).ifPresent(records::hold); // first, as a step does that closes the notice
    Notice notice =
        notices
            .find(id)
            .filter(it -> it.isBefore(Waiting.desksOf(caller)))
            .orElseThrow(RefusedException::notFound);
    if (notice.answer() != null) {
      throw RefusedException.of(ProblemType.STEP_NOT_OPEN, "It was answered already");
    }
    if (!notice.about().answers().contains(answer)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "This is no answer to what is asked",
          FieldProblem.at(
              "answer",
              "is not among the answers",
              notice.about().answers().stream().map(Enum::name).toList()));
    }
    notice.about().clock().ifPresent(code -> stop(code, notice, caller));
    return new Answered(notice, answer, close(notice, answer.name(), caller));
  }

  private void put(
      About about, TrackInstance track, CaseRecord record, Moved moved, Caller caller) {
    Mechanism mechanism = mechanisms.of(record);
    Optional<TrackInstance> where =
        about.clock().isEmpty()
            ? Optional.of(track)
            : deciding(about.clock().get(), record, mechanism);
    if (where.isEmpty()) {
      return; // the other country keeps the case, and decides there
    }
    Instant due =
        about.clock().map(code -> start(code, where.get(), record, mechanism)).orElse(moved.at());
    Set<String> desks = new HashSet<>(Waiting.desks(about.tells(), where.get(), record, mechanism));
    if (about == About.OUTCOME && caller.reach() != Reach.NODE) {
      desks.removeIf(desk -> desk.endsWith("@" + caller.organization()));
    }
    for (Set<String> told : about == About.OUTCOME ? byOrganization(desks) : List.of(desks)) {
      if (!told.isEmpty()) {
        add(
            about,
            where.get(),
            moved.step().code(),
            about.clock().orElse(null),
            told,
            due,
            moved.at());
      }
    }
  }

  private void add(
      About about,
      TrackInstance track,
      @Nullable StepCode step,
      @Nullable ClockCode code,
      Set<String> desks,
      Instant rank,
      Instant at) {
    Notice notice =
        new Notice(Ids.random(), track.id(), track.caseId(), about, step, code, desks, null);
    notices.add(notice, rank, at);
    audit.append(
        AuditEvent.of(
            "notice-put",
            track.caseId(),
            notice.id(),
            "about",
            about.word(),
            "step",
            step == null ? "" : step.value()));
  }

  /** Each organisation is told, and says for itself that it has seen it. */
  private static Collection<Set<String>> byOrganization(Set<String> desks) {
    return desks.stream()
        .collect(
            Collectors.groupingBy(
                desk -> desk.substring(desk.indexOf('@')), TreeMap::new, Collectors.toSet()))
        .values();
  }

  /** The case's own run, while a step of it can answer the clock. */
  private Optional<TrackInstance> deciding(ClockCode code, CaseRecord record, Mechanism mechanism) {
    return tracks.of(record.id()).stream()
        .filter(it -> it.snapshot().track().equals(OVERALL))
        .filter(it ->
            mechanism.track(OVERALL).orElseThrow().leaving(it.snapshot().state()).stream()
                .anyMatch(step -> step.stops().contains(new ClockRef.One(code))))
        .findFirst();
  }

  /** Where the country has no such clock for a person of this age, it is asked at once. */
  private Instant start(
      ClockCode code, TrackInstance track, CaseRecord record, Mechanism mechanism) {
    Instant now = clock.instant();
    Optional<RunningClock> running = track.snapshot().clock(code);
    Optional<RunningClock> begun = running.or(() -> mechanism.started(code, record.ageRule(), now));
    if (running.isEmpty() && begun.isPresent()) {
      List<RunningClock> clocks = new ArrayList<>(track.snapshot().clocks());
      clocks.add(begun.get());
      save(track, clocks, record, mechanism);
    }
    return begun.flatMap(it -> Optional.ofNullable(it.due())).orElse(now);
  }

  private void stop(ClockCode code, Notice notice, Caller caller) {
    CaseRecord record = records.hold(notice.caseId()).orElseThrow();
    TrackInstance track = tracks.find(notice.track()).orElseThrow();
    Mechanism mechanism = mechanisms.of(record);
    Actor actor = Actor.of(caller.roles(), track.partiesOf(caller, record));
    if (mechanism.answer(track.snapshot(), code, actor, clock.instant())
        instanceof ClockAnswer.Answered answered) {
      save(track, answered.after().clocks(), record, mechanism);
    }
  }

  private void save(
      TrackInstance track, List<RunningClock> clocks, CaseRecord record, Mechanism mechanism) {
    TrackSnapshot now = track.snapshot();
    TrackInstance changed =
        track.with(new TrackSnapshot(now.track(), now.state(), clocks), track.since());
    tracks.save(changed, Waiting.of(changed, record, mechanism, clock.instant()));
  }

  private Instant close(Notice notice, String answer, Caller caller) {
    Instant now = clock.instant();
    notices.answer(notice, answer, caller.user(), now);
    audit.append(
        AuditEvent.of(
            "notice-answered",
            notice.caseId(),
            notice.id(),
            "about",
            notice.about().word(),
            "answer",
            answer));
    return now;
  }

  /** A notice with the answer it was given. */
  public record Answered(Notice notice, Notice.Answer answer, Instant at) {}
}
