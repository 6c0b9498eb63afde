package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.DisclosureGate;
import org.uputnica.consent.ExceptionService;
import org.uputnica.consent.Grant;
import org.uputnica.consent.domain.Relation;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Matches;
import org.uputnica.directory.domain.OpenedAddress;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.Particulars;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.HeldCase;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Priority;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;

/**
 * Front door to referrals: find who fits, ask, answer, open the agreed identity items, close them
 * again.
 */
@ApplicationScoped
@Transactional
public class ReferralService {
  private static final Set<String> OVER = Set.of("RF-DEC", "RF-EXP", "RF-CAN", "RF-DONE");

  static final TrackCode TRACK = new TrackCode("referral");

  private final Referrals referrals;
  private final CaseService cases;
  private final TrackService tracks;
  private final DirectoryService directory;
  private final OtherServices others;
  private final IdentityEnvelope envelope;
  private final CaseFileService caseFiles;
  private final DisclosureGate gate;
  private final ExceptionService exceptions;
  private final CodeLists codeLists;
  private final AuditTrail audit;
  private final Clock clock;

  ReferralService(
      Referrals referrals,
      CaseService cases,
      TrackService tracks,
      DirectoryService directory,
      OtherServices others,
      IdentityEnvelope envelope,
      CaseFileService caseFiles,
      DisclosureGate gate,
      ExceptionService exceptions,
      CodeLists codeLists,
      AuditTrail audit,
      Clock clock) {
    this.referrals = referrals;
    this.cases = cases;
    this.tracks = tracks;
    this.directory = directory;
    this.others = others;
    this.envelope = envelope;
    this.caseFiles = caseFiles;
    this.gate = gate;
    this.exceptions = exceptions;
    this.codeLists = codeLists;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Services of one type that fit the case, with reasons, and those that do not.
   *
   * @throws RefusedException {@code invalid-value} for an unknown service type
   */
  public Matches match(CaseId id, String serviceType, Caller caller) {
    CaseRecord record = cases.require(id, caller);
    requireServiceType("serviceType", serviceType);
    return directory.match(
        ReferralFacts.need(NeedsEnvelope.of(record, List.of()), record.country(), serviceType));
  }

  /**
   * As {@link #match(CaseId, String, Caller)}, with what else is said about the need.
   *
   * @throws RefusedException {@code invalid-value} for an unknown service type
   */
  public Matches match(CaseId id, String serviceType, Particulars said, Caller caller) {
    CaseRecord record = cases.require(id, caller);
    requireServiceType("serviceType", serviceType);
    return directory.match(
        ReferralFacts.need(NeedsEnvelope.of(record, List.of()), record.country(), serviceType)
            .with(said));
  }

  /**
   * Where the house is, for the side that is on the way there with her.
   *
   * @throws RefusedException {@code not-found} before she has set out, after she has arrived, and
   *     for everybody else
   */
  public OpenedAddress address(TrackId id, Caller caller) {
    Referral referral = require(id, caller);
    if (!referral.isSender(caller)) {
      throw RefusedException.notFound();
    }
    return directory.openAddress(id, referral.caseId());
  }

  /**
   * Drafts a referral; nothing leaves.
   *
   * @throws RefusedException {@code invalid-value} for an unknown or foreign service
   */
  public ReferralView draft(DraftReferral wish, Caller caller) {
    cases.hold(wish.caseId());
    CaseRecord record = cases.requireTeam(wish.caseId(), caller);
    wish.needs().forEach(need -> requireServiceType("needs", need));
    ServiceOffer service =
        directory
            .service(wish.service())
            .filter(it -> it.country().equals(record.country()))
            .orElseThrow(() -> unknownService("service"));
    TrackInstance track =
        tracks.open(
            wish.id(),
            TRACK,
            record,
            Map.of(Party.OWNER, record.responsible(), Party.COUNTERPART, service.organization()),
            Map.of("receiving-organization", service.organization().toString()),
            caller);
    Referral referral =
        new Referral(
            wish.id(),
            record.id(),
            record.code(),
            record.country(),
            record.responsible(),
            record.registering(),
            service.id(),
            service.organization(),
            wish.priority(),
            wish.items(),
            NeedsEnvelope.of(record, wish.needs()),
            wish.meetingPlace(),
            null,
            clock.instant(),
            null,
            null,
            null,
            null,
            null,
            null,
            false);
    referrals.add(referral);
    return view(referral, track);
  }

  /** One referral as sender, receiver or coordinator see it. */
  public ReferralView get(TrackId id, Caller caller) {
    Referral referral = require(id, caller);
    return view(referral, tracks.require(id));
  }

  /** The caller's sent or received referrals, newest first. */
  public Page<ReferralView> list(
      Referrals.Box box, Caller caller, @Nullable String cursor, int limit) {
    String list = "referrals-" + box.name();
    List<Referral> found = referrals.list(box, caller, Cursor.read(list, 2, cursor), limit + 1);
    Page<Referral> page =
        Page.of(list, found, limit, it -> List.of(it.draftedAt().toString(), it.id().toString()));
    return new Page<>(
        page.entries().stream().map(it -> view(it, tracks.require(it.id()))).toList(), page.next());
  }

  /** Takes a step of a referral and does what follows from it, in the same transaction. */
  public ReferralView take(TakeStep wish, Caller caller) {
    HeldCase held = tracks.hold(wish.track());
    Referral before = require(wish.track(), caller);
    if (isAcceptance(wish)) {
      holdPlace(before, wish);
    }
    Taken taken = tracks.take(held, wish, caller);
    Referral after = follow(before, held.record(), taken, wish, caller);
    if (!after.equals(before)) {
      referrals.save(after);
    }
    boolean redirected = !after.receiver().equals(before.receiver());
    return view(after, redirected ? tracks.require(after.id()) : taken.track());
  }

  /**
   * Opens the agreed identity items for the service that accepted.
   *
   * @throws RefusedException {@code not-found} for everybody else, and before acceptance or after
   *     the end alike
   */
  public Opened open(TrackId id, Caller caller) {
    Referral referral = require(id, caller);
    if (!referral.isReceiver(caller) || !referral.identityOpen()) {
      throw RefusedException.notFound();
    }
    CaseRecord record = cases.involved(referral.caseId());
    Grant grant = gate.open(referral.disclosure(record.isChild()), Relation.SERVING);
    return new Opened(referral.caseId(), grant, caseFiles.read(grant));
  }

  private Referral follow(
      Referral before, CaseRecord record, Taken taken, TakeStep wish, Caller caller) {
    Referral after =
        switch (wish.step().value()) {
          case "T020" -> send(before, record, wish);
          case "T021" -> {
            exceptions.requireGround(
                before.disclosure(record.isChild()),
                input(wish, "override-reason").orElseThrow(),
                input(wish, "approver").orElseThrow(),
                caller);
            yield send(before, record, wish);
          }
          case "T024", "T025" ->
              before.expected(LocalDate.parse(input(wish, "reception-date").orElseThrow()));
          case "T026" ->
              before.declined(
                  input(wish, "decline-reason").orElseThrow(),
                  input(wish, "alternative").map(UUID::fromString).orElse(null));
          case "T028" -> {
            directory.arrived(before.id());
            yield before;
          }
          case "T030" -> envelope.shut(before.ended(input(wish, "service-outcome").orElseThrow()));
          case "T056" -> redirect(before, taken, wish);
          default -> before;
        };
    for (Effect effect : taken.moved().effects()) {
      after =
          switch (effect) {
            case OPEN_IDENTITY -> envelope.open(after);
            case CLOSE_ACCESS, NARROW_ACCESS, RECALL -> envelope.shut(after);
            case RELEASE_PLACE -> {
              directory.release(after.id());
              yield after;
            }
            case WITHDRAW_SIBLINGS -> {
              others.withdraw(after);
              yield after;
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
                after; // carried out with the step itself
          };
    }
    return after;
  }

  private Referral send(Referral before, CaseRecord record, TakeStep wish) {
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
        input(wish, "override-reason").orElse(null),
        clock.instant());
  }

  private Referral redirect(Referral before, Taken taken, TakeStep wish) {
    OrganizationId house =
        new OrganizationId(UUID.fromString(input(wish, "receiving-organization").orElseThrow()));
    ServiceOffer other =
        directory.servicesOf(house).stream()
            .filter(it -> it.country().equals(before.country()))
            .filter(
                it -> it.serviceTypes().stream().anyMatch(service(before).serviceTypes()::contains))
            .findFirst()
            .orElseThrow(() -> unknownService("inputs.receiving-organization"));
    tracks.name(taken.track(), Party.COUNTERPART, house, taken.record());
    return before.redirected(other.id(), house);
  }

  private void holdPlace(Referral referral, TakeStep wish) {
    if (!directory.hold(
        referral.service(), referral.id(), 1 + referral.needs().accompanyingChildren())) {
      throw RefusedException.of(
          ProblemType.NO_FREE_PLACE,
          "The last place was taken; decline, or correct the free places first",
          FieldProblem.about(wish.step().value(), "needs a free place"));
    }
  }

  private static boolean isAcceptance(TakeStep wish) {
    return Set.of("T024", "T058").contains(wish.step().value());
  }

  private Referral require(TrackId id, Caller caller) {
    return referrals
        .find(id)
        .filter(it -> it.isVisibleTo(caller))
        .orElseThrow(RefusedException::notFound);
  }

  private ReferralView view(Referral referral, TrackInstance track) {
    String sender = directory.organization(referral.sender()).map(Organization::name).orElse("");
    return new ReferralView(referral, needs(referral, track), track, service(referral), sender);
  }

  private NeedsEnvelope needs(Referral referral, TrackInstance track) {
    if (OVER.contains(track.snapshot().state().value())) {
      return referral.needs();
    }
    CaseRecord record = cases.involved(referral.caseId());
    return referral.needs().aged(record.ageState(), record.age());
  }

  private ServiceOffer service(Referral referral) {
    return directory
        .service(referral.service())
        .orElseThrow(() -> new IllegalStateException("a referral keeps its service"));
  }

  private void requireServiceType(String field, String code) {
    if (!codeLists.get("service-types").has(code)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "The code is not in the list service-types",
          FieldProblem.at(field, "is not a service type", codeLists.get("service-types").codes()));
    }
  }

  private static RefusedException unknownService(String field) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "The directory has no such service in this country",
        FieldProblem.at(field, "is not a service of this country"));
  }

  private static Optional<String> input(TakeStep wish, String name) {
    return Optional.ofNullable(wish.inputs().get(name));
  }

  /** Identity items that were opened, and on which ground. */
  public record Opened(CaseId caseId, Grant grant, IdentityItems items) {}
}
