package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.ExceptionService;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.referral.domain.AnsweredBy;
import org.uputnica.referral.domain.Listed;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Priority;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.WaitingLists;

/** What follows from a step of a referral, in the transaction of the step. */
@ApplicationScoped
class AfterReferralStep {
  private static final StepCode CONDITION_MET = new StepCode("T058");
  private static final StepCode CONFIRMED = new StepCode("A032");
  private static final String DAY = "reception-date";

  private final CaseService cases;
  private final TrackService tracks;
  private final NoticeService notices;
  private final DirectoryService directory;
  private final Mechanisms mechanisms;
  private final OtherServices others;
  private final IdentityEnvelope envelope;
  private final ExceptionService exceptions;
  private final WaitingLists lists;
  private final ReferralNoteService notes;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Clock clock;

  AfterReferralStep(
      CaseService cases,
      TrackService tracks,
      NoticeService notices,
      DirectoryService directory,
      Mechanisms mechanisms,
      OtherServices others,
      IdentityEnvelope envelope,
      ExceptionService exceptions,
      WaitingLists lists,
      ReferralNoteService notes,
      TenantSettings tenant,
      AuditTrail audit,
      Clock clock) {
    this.cases = cases;
    this.tracks = tracks;
    this.notices = notices;
    this.directory = directory;
    this.mechanisms = mechanisms;
    this.others = others;
    this.envelope = envelope;
    this.exceptions = exceptions;
    this.lists = lists;
    this.notes = notes;
    this.tenant = tenant;
    this.audit = audit;
    this.clock = clock;
  }

  /** The day of a conditional yes stands, unless the house says another one as it is met. */
  TakeStep withAgreedDay(TakeStep wish, Referral referral, TrackInstance run) {
    LocalDate day = referral.answer().expectedOn();
    if (day == null
        || !wish.step().equals(CONDITION_MET)
        || wish.inputs().containsKey(DAY)
        || !asksTheDay(run)) {
      return wish;
    }
    Map<String, String> inputs = new HashMap<>(wish.inputs());
    inputs.put(DAY, day.toString());
    return wish.with(inputs);
  }

  /** An earlier procedure, by which a case may still run, knows of no day there. */
  private boolean asksTheDay(TrackInstance run) {
    return mechanisms
        .of(run.country(), run.mechanismVersion())
        .track(run.snapshot().track())
        .flatMap(it -> it.step(run.snapshot().state(), CONDITION_MET))
        .stream()
        .flatMap(it -> it.asks().stream())
        .anyMatch(it -> it.name().equals(DAY));
  }

  /** The referral as the step and its effects leave it. */
  Referral follow(Referral before, CaseRecord record, Taken taken, TakeStep wish, Caller caller) {
    notes.send(before, wish, caller);
    Referral after = step(before, record, taken, wish, caller);
    for (Effect effect : taken.moved().effects()) {
      after = carry(effect, after, wish);
    }
    return ReferralView.isToMeet(taken.track()) ? after : after.met();
  }

  private Referral step(
      Referral before, CaseRecord record, Taken taken, TakeStep wish, Caller caller) {
    return switch (wish.step().value()) {
      case "T020" -> send(before, record, wish);
      case "T021" -> {
        exceptions.requireGround(
            before.disclosure(record.isChild()),
            input(wish, "override-reason").orElseThrow(),
            input(wish, "approver").orElseThrow(),
            caller);
        yield send(before, record, wish);
      }
      case "T023" -> before.answered(AnsweredBy.of(caller));
      case "T024", "T025" -> before.answered(AnsweredBy.of(caller)).expected(day(wish));
      case "T058" -> {
        Referral yes = before.answered(AnsweredBy.of(caller));
        yield wish.inputs().containsKey("reception-date") ? yes.expected(day(wish)) : yes;
      }
      case "A032" -> before.answered(AnsweredBy.of(caller));
      case "A026" -> {
        tell(before, About.ACCEPTED_BY_TELEPHONE, wish);
        yield envelope.agree(before.answered(AnsweredBy.TELEPHONE).expected(day(wish)));
      }
      case "A024" -> {
        lists.add(
            Listed.now(before, counted(before), ReferralFacts.wanted(before), clock.instant()));
        tell(before, About.LISTED, wish);
        yield before.answered(AnsweredBy.of(caller));
      }
      case "A025" -> {
        tell(before, About.PLACE_FREE, wish);
        yield before;
      }
      case "T026", "A027" ->
          before
              .answered(AnsweredBy.of(caller))
              .declined(
                  input(wish, "decline-reason").orElseThrow(),
                  input(wish, "alternative").map(UUID::fromString).orElse(null));
      case "A029" ->
          before.arranged(
              input(wish, "meeting-place").orElseThrow(),
              input(wish, "meeting-at").map(Instant::parse).orElseThrow(),
              input(wish, "companion").orElseThrow());
      case "T027" -> before.arranged(null, null, input(wish, "companion").orElseThrow());
      case "A028" ->
          before.handedOver(input(wish, "handed-over-at").map(Instant::parse).orElseThrow());
      case "T028" -> {
        directory.arrived(before.id());
        yield before.isOnlyNoted()
            ? envelope.openAgain(before.answered(AnsweredBy.of(caller)))
            : before;
      }
      case "T030" -> envelope.shut(before.ended(input(wish, "service-outcome").orElseThrow()));
      case "T056" -> redirect(before, taken, wish);
      default -> before;
    };
  }

  private Referral carry(Effect effect, Referral referral, TakeStep wish) {
    return switch (effect) {
      case OPEN_IDENTITY -> open(referral, wish);
      case CLOSE_ACCESS, NARROW_ACCESS, RECALL -> envelope.shut(referral);
      case RELEASE_PLACE -> {
        directory.release(referral.id());
        yield referral;
      }
      case WITHDRAW_SIBLINGS -> {
        others.withdraw(referral);
        yield referral;
      }
      case TELL_REFERRER,
          TELL_RECEIVER,
          ALARM_COORDINATOR,
          ALARM_BOTH_COORDINATORS,
          CONSIDER_MISSING,
          REPORT_MISSING_CHILD,
          OFFER_SCREENING,
          DRAFT_REQUEST,
          STOP_REQUESTS,
          JOIN_RECORDS,
          NEW_IDENTIFICATION_RUN,
          NEW_ASSISTANCE_RUN,
          REOPEN_SOLUTION ->
          referral; // carried out with the step itself
    };
  }

  /** A yes that was only noted opens nothing, whatever an earlier procedure said of it. */
  private Referral open(Referral referral, TakeStep wish) {
    if (referral.isOnlyNoted()) {
      return referral;
    }
    return wish.step().equals(CONFIRMED) ? envelope.confirm(referral) : envelope.accept(referral);
  }

  private Referral send(Referral before, CaseRecord record, TakeStep wish) {
    others.requireRoom(before);
    cases.involve(record.id(), before.receiver());
    Priority priority = input(wish, "priority").map(Priority::valueOf).orElse(Priority.EMERGENCY);
    audit.append(
        AuditEvent.of(
            "needs-shown",
            record.id(),
            before.id(),
            "to",
            before.receiver().toString(),
            "priority",
            priority.name()));
    return before.sent(
        priority,
        NeedsEnvelope.of(record, before.needs().needs()),
        input(wish, "meeting-place").orElse(null),
        input(wish, "companion").orElse(null),
        input(wish, "override-reason").orElse(null),
        clock.instant());
  }

  private Referral redirect(Referral before, Taken taken, TakeStep wish) {
    OrganizationId house =
        new OrganizationId(UUID.fromString(input(wish, "receiving-organization").orElseThrow()));
    ReferralService.requireOther(before.sender(), house, "inputs.receiving-organization");
    ServiceOffer other =
        directory.servicesOf(house).stream()
            .filter(it -> it.country().equals(before.country()))
            .filter(
                it -> it.serviceTypes().stream().anyMatch(others.types(before.service())::contains))
            .findFirst()
            .orElseThrow(() -> ReferralService.unknownService("inputs.receiving-organization"));
    tracks.name(taken.track(), Party.COUNTERPART, house, taken.record());
    return before.redirected(other.id(), house);
  }

  private void tell(Referral referral, About about, TakeStep wish) {
    tenant.beyondCaller(() -> notices.put(about, referral.id(), wish.step()));
  }

  private List<FreePlaces> counted(Referral referral) {
    return directory.service(referral.service()).map(ServiceOffer::capacities).orElse(List.of());
  }

  private static LocalDate day(TakeStep wish) {
    return LocalDate.parse(input(wish, "reception-date").orElseThrow());
  }

  private static Optional<String> input(TakeStep wish, String name) {
    return Optional.ofNullable(wish.inputs().get(name));
  }
}
