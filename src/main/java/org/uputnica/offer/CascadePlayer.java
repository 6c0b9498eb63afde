package org.uputnica.offer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.HeldCase;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.AcrossTracks;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.ClosedReason;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.offer.domain.Cascade;
import org.uputnica.offer.domain.Cascade.Candidate;
import org.uputnica.offer.domain.Cascade.PassedOver;
import org.uputnica.offer.domain.Cascade.State;
import org.uputnica.offer.domain.CascadePolicy;
import org.uputnica.offer.domain.CascadePolicy.Sending;
import org.uputnica.offer.domain.CascadePolicy.Turn;
import org.uputnica.offer.domain.Cascades;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Reach;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.TrackId;
import org.uputnica.referral.DraftReferral;
import org.uputnica.referral.ReferralService;
import org.uputnica.referral.domain.Need;
import org.uputnica.referral.domain.Siblings;

/**
 * Plays a cascade: drafts for whose turn it is, sends once the person has said yes to this
 * receiver, goes on after a no, after silence and from a waiting list, and ends with the first
 * acceptance. Its steps are those of the office that started it, taken under the cascade's own
 * name. In the running transaction, with the case held: of two copies one finds nothing to do.
 */
@ApplicationScoped
class CascadePlayer {
  private static final String SENDING = "T020";
  private static final StepCode ASKING = new StepCode("T019");

  private final Cascades cascades;
  private final TrackService tracks;
  private final ReferralService referrals;
  private final DirectoryService directory;
  private final NoticeService notices;
  private final AuditTrail audit;
  private final Clock clock;

  CascadePlayer(
      Cascades cascades,
      TrackService tracks,
      ReferralService referrals,
      DirectoryService directory,
      NoticeService notices,
      AuditTrail audit,
      Clock clock) {
    this.cascades = cascades;
    this.tracks = tracks;
    this.referrals = referrals;
    this.directory = directory;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /** Plays one as far as it goes now; whether something was there to do. */
  boolean play(Cascades.Due due) {
    HeldCase held = tracks.hold(due.caseId());
    Optional<Cascade> found = cascades.lock(due.id()).filter(it -> it.state().isUnderWay());
    found.ifPresent(it -> keep(it, played(it, held)));
    return found.isPresent();
  }

  private void keep(Cascade before, Cascade after) {
    if (after.state() != before.state()) {
      audit.append(
          AuditEvent.of(
              "cascade-" + (after.state().isUnderWay() ? "goes-on" : "ended"),
              after.caseId(),
              after.id(),
              "state",
              after.state().name()));
    }
    if (after.equals(before)) {
      cascades.looked(before.id(), clock.instant());
    } else {
      cascades.save(after, clock.instant());
    }
  }

  private Cascade played(Cascade cascade, HeldCase held) {
    Caller deputy = deputy(cascade);
    if (isOver(held)) {
      return end(cascade, State.ENDED, deputy);
    }
    if (!held.record().responsible().equals(cascade.organization())) {
      return putAside(cascade, held.record(), deputy);
    }
    Cascade now = cascade;
    while (true) {
      @Nullable Candidate current = now.current().orElse(null);
      switch (turn(current)) {
        case Turn.Stay() -> {
          return now.goingOn(false);
        }
        case Turn.End(State how) -> {
          return end(now, how, deputy);
        }
        case Turn.AskNext() -> {
          Optional<Candidate> next = now.next();
          if (next.isEmpty()) {
            return end(now, State.EXHAUSTED, deputy);
          }
          now = drafted(now, next.get(), deputy);
        }
        case Turn.Send() -> {
          Candidate asked = Objects.requireNonNull(current);
          TrackId draft = Objects.requireNonNull(asked.referral());
          Siblings siblings = siblings(now, asked);
          if (siblings.isMet()) {
            return end(now, State.ACCEPTED, deputy);
          }
          if (siblings.asks(asked.receiver())) {
            putAway(draft, "SENDER_CANCELLED", deputy);
            now = now.without(asked, PassedOver.ASKED_ALREADY);
          } else if (siblings.isFull()) {
            return now;
          } else {
            switch (sending(draft, deputy)) {
              case NOW -> {
                send(now, draft, deputy);
                notices.withdraw(About.CASCADE_WAITS, now.caseId(), draft, SENDING, deputy);
                return now.goingOn(false);
              }
              case HER_ANSWER -> {
                if (now.state() != State.WAITING) {
                  notices.put(About.CASCADE_WAITS, draft, ASKING);
                }
                return now.goingOn(true);
              }
              case SHE_SAID_NO -> putAway(draft, "PERSON_WITHDREW", deputy);
              case NOT_AT_ALL -> {
                putAway(draft, "SENDER_CANCELLED", deputy);
                now = now.without(asked, PassedOver.CANNOT_BE_ASKED);
              }
            }
          }
        }
      }
    }
  }

  private Turn turn(@Nullable Candidate current) {
    if (current == null) {
      return CascadePolicy.turn(null, null);
    }
    TrackId run = Objects.requireNonNull(current.referral());
    boolean another =
        !current.receiver().equals(tracks.require(run).parties().get(Party.COUNTERPART));
    return another ? new Turn.AskNext() : CascadePolicy.turn(state(run), withdrawal(run));
  }

  private @Nullable String withdrawal(TrackId run) {
    List<TakenStep> history = tracks.history(run);
    return history.isEmpty() ? null : history.getLast().inputs().get("withdrawal-reason");
  }

  private Cascade drafted(Cascade cascade, Candidate next, Caller deputy) {
    if (siblings(cascade, next).asks(next.receiver())) {
      return cascade.without(next, PassedOver.ASKED_ALREADY);
    }
    TrackId id = new TrackId(Ids.random());
    Callers.as(
        deputy,
        () -> {
          referrals.draft(
              new DraftReferral(
                  id,
                  cascade.caseId(),
                  next.service(),
                  cascade.priority(),
                  cascade.items(),
                  cascade.needs(),
                  cascade.meetingPlace()),
              deputy);
          return referrals.take(TakeStep.following(id, ASKING.value(), Map.of()), deputy);
        });
    return cascade.asking(id);
  }

  private Sending sending(TrackId draft, Caller deputy) {
    if (state(draft).equals("RF-DRF")) {
      take(TakeStep.following(draft, ASKING.value(), Map.of()), deputy);
    }
    Set<String> unmet =
        tracks.options(tracks.hold(draft).record(), deputy).stream()
            .filter(it -> it.track().id().equals(draft))
            .flatMap(it -> it.evaluation().options().stream())
            .filter(it -> it.step().code().value().equals(SENDING))
            .flatMap(it -> it.closed().stream())
            .flatMap(CascadePlayer::word)
            .collect(Collectors.toSet());
    return CascadePolicy.sending(unmet);
  }

  private static Stream<String> word(ClosedReason reason) {
    return switch (reason) {
      case ClosedReason.GuardNotMet unmet -> Stream.of(unmet.reason().code());
      case ClosedReason.NotYourTurn _ -> Stream.of("receiver-active");
    };
  }

  private void send(Cascade cascade, TrackId draft, Caller deputy) {
    take(
        TakeStep.following(
            draft,
            SENDING,
            Map.of(
                "priority",
                cascade.priority().name(),
                "meeting-place",
                cascade.meetingPlace(),
                "companion",
                cascade.companion())),
        deputy);
  }

  /** A draft nobody needs any more is put away, and the office is told unless one has accepted. */
  private Cascade end(Cascade cascade, State how, Caller deputy) {
    Optional<TrackId> last = cascade.current().map(Candidate::referral);
    last.filter(it -> Set.of("RF-DRF", "RF-CNS").contains(state(it)))
        .ifPresent(it ->
            putAway(it, how == State.ACCEPTED ? "OTHER_SERVICE_ACCEPTED" : "NEED_ENDED", deputy));
    if (how == State.EXHAUSTED) {
      last.ifPresentOrElse(
          it -> notices.put(About.CASCADE_OVER, it, null),
          () -> notices.put(About.CASCADE_OVER, cascade.caseId()));
    }
    return cascade.ended(how, clock.instant());
  }

  /**
   * The case was handed on. Whom to ask was decided by an office that answers for it no more, and
   * the new one may be on the list itself: it begins anew. Each side is told for itself.
   */
  private Cascade putAside(Cascade cascade, CaseRecord record, Caller deputy) {
    Stream.of(record.responsible(), record.registering(), cascade.organization())
        .distinct()
        .forEach(it -> notices.put(About.CASCADE_PUT_ASIDE, cascade.caseId(), it));
    return end(cascade, State.ENDED, deputy);
  }

  private void putAway(TrackId draft, String why, Caller deputy) {
    take(TakeStep.following(draft, "T054", Map.of("withdrawal-reason", why)), deputy);
  }

  private void take(TakeStep step, Caller deputy) {
    Callers.as(deputy, () -> referrals.take(step, deputy));
  }

  private Siblings siblings(Cascade cascade, Candidate candidate) {
    Set<String> given =
        directory.service(candidate.service()).map(ServiceOffer::serviceTypes).orElse(Set.of());
    return referrals.siblings(
        cascade.caseId(), Need.of(cascade.needs(), given), candidate.referral());
  }

  private String state(TrackId run) {
    return tracks.require(run).snapshot().state().value();
  }

  private static boolean isOver(HeldCase held) {
    return held.runs().stream()
        .map(it -> it.snapshot())
        .anyMatch(it -> it.track().value().equals("overall") && AcrossTracks.isOver(it.state()));
  }

  /**
   * The office's step, under the name of the cascade: whoever reads the journal sees who it was.
   */
  private static Caller deputy(Cascade cascade) {
    return new Caller(
        "cascade-" + cascade.id(),
        cascade.organization(),
        cascade.country(),
        Set.of(Roles.CASE),
        Reach.ORGANIZATION,
        null);
  }
}
