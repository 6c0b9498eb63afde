package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.DisclosureGate;
import org.uputnica.consent.Grant;
import org.uputnica.consent.domain.Relation;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Matches;
import org.uputnica.directory.domain.OpenedAddress;
import org.uputnica.directory.domain.Particulars;
import org.uputnica.directory.domain.PublicNames;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.HeldCase;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.referral.domain.Handover;
import org.uputnica.referral.domain.HouseAnswer;
import org.uputnica.referral.domain.Need;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;
import org.uputnica.referral.domain.Siblings;
import org.uputnica.referral.domain.WaitingLists;

/**
 * Front door to referrals: find who fits, ask, answer, open the agreed identity items, close them
 * again.
 */
@ApplicationScoped
@Transactional
public class ReferralService {
  static final Set<String> OVER = Set.of("RF-DEC", "RF-EXP", "RF-CAN", "RF-DONE");
  private static final Set<String> IN_VAIN = Set.of("RF-DEC", "RF-EXP", "RF-CAN");
  private static final String LISTED = "RF-WAIT";
  private static final String ON_THE_WAY = "RF-MOVE";

  static final TrackCode TRACK = new TrackCode("referral");

  private final Referrals referrals;
  private final CaseService cases;
  private final TrackService tracks;
  private final DirectoryService directory;
  private final OtherServices others;
  private final AfterReferralStep afterStep;
  private final WaitingLists lists;
  private final TenantSettings tenant;
  private final CaseFileService caseFiles;
  private final DisclosureGate gate;
  private final CodeLists codeLists;
  private final Clock clock;

  ReferralService(
      Referrals referrals,
      CaseService cases,
      TrackService tracks,
      DirectoryService directory,
      OtherServices others,
      AfterReferralStep afterStep,
      WaitingLists lists,
      TenantSettings tenant,
      CaseFileService caseFiles,
      DisclosureGate gate,
      CodeLists codeLists,
      Clock clock) {
    this.referrals = referrals;
    this.cases = cases;
    this.tracks = tracks;
    this.directory = directory;
    this.others = others;
    this.afterStep = afterStep;
    this.lists = lists;
    this.tenant = tenant;
    this.caseFiles = caseFiles;
    this.gate = gate;
    this.codeLists = codeLists;
    this.clock = clock;
  }

  /**
   * Services of one type that fit the case, with reasons, and those that do not.
   *
   * @throws RefusedException {@code invalid-value} for an unknown service type
   */
  public Matches match(CaseId id, String serviceType, Caller caller) {
    return match(id, serviceType, Particulars.NOT_ASKED, caller);
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
   * Where the house is, for who drives her there.
   *
   * @param driving what the caller says of it; kept in the journal with the account
   * @throws RefusedException {@code not-found} unless the house itself accepted and she is on the
   *     way, and for everybody else; {@code invalid-value} for a colleague who does not drive
   */
  public OpenedAddress address(TrackId id, boolean driving, Caller caller) {
    Referral referral = referrals.require(id, caller);
    if (!referral.isDrivenBy(caller) || !tracks.state(id).equals(ON_THE_WAY)) {
      throw RefusedException.notFound();
    }
    if (!driving) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "The address opens to who drives her there, and is journalled with the account",
          FieldProblem.at("driving", "must be true"));
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
    ServiceOffer service = requireService(wish.service(), record, "service");
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
            Handover.at(wish.meetingPlace()),
            clock.instant(),
            null,
            null,
            HouseAnswer.NONE,
            false);
    referrals.add(referral);
    return view(referral, track);
  }

  /**
   * Drafts to another service what a service declined, did not answer, or did not come to: needs,
   * items and priority are those asked for before. The receiver is another one, so consent is asked
   * anew.
   *
   * @param id of the new draft
   * @throws RefusedException {@code step-not-open} while the first one is open or was served;
   *     {@code invalid-value} as for {@link #draft}
   */
  public ReferralView again(TrackId of, TrackId id, ServiceId other, Caller caller) {
    Referral before = referrals.require(of, caller);
    if (!before.isSender(caller)) {
      throw RefusedException.notFound();
    }
    tracks.hold(before.caseId());
    if (!IN_VAIN.contains(tracks.require(of).snapshot().state().value())) {
      throw RefusedException.of(
          ProblemType.STEP_NOT_OPEN,
          "Another service is asked once this one has declined, not answered, or it was taken back",
          FieldProblem.about("again", "is not open"));
    }
    return draft(
        new DraftReferral(
            id,
            before.caseId(),
            other,
            before.priority(),
            before.items(),
            before.needs().needs(),
            before.handover().place()),
        caller);
  }

  /**
   * A service that can be asked for this case.
   *
   * @param field of the request that names it
   * @throws RefusedException {@code invalid-value} for one that is not there, of another country or
   *     of the organisation that asks
   */
  public ServiceOffer requireService(ServiceId id, CaseRecord record, String field) {
    ServiceOffer service =
        directory
            .service(id)
            .filter(it -> it.country().equals(record.country()))
            .orElseThrow(() -> unknownService(field));
    requireOther(record.responsible(), service.organization(), field);
    return service;
  }

  /**
   * The requests of a case for a need, whoever was asked.
   *
   * @param but one that is left out; null for none
   */
  public Siblings siblings(CaseId id, Need need, @Nullable TrackId but) {
    return others.of(id, need, but);
  }

  /** One referral as sender, receiver or coordinator see it. */
  public ReferralView get(TrackId id, Caller caller) {
    Referral referral = referrals.require(id, caller);
    return view(referral, tracks.require(id));
  }

  /** The caller's sent or received referrals, newest first. */
  public Page<ReferralView> list(
      Referrals.Box box, Caller caller, @Nullable String cursor, int limit) {
    String list = "referrals-" + box.name();
    Cursor after = Cursor.read(list, 2, cursor);
    return page(list, referrals.list(box, caller, after, limit + 1), limit);
  }

  /** Referrals of both sides of the caller that are looked for, newest first. */
  public Page<ReferralView> search(
      Referrals.Search search, Caller caller, @Nullable String cursor, int limit) {
    String list = "referral-search";
    Cursor after = Cursor.read(list, 2, cursor);
    return page(list, referrals.search(search, caller, after, limit + 1), limit);
  }

  private Page<ReferralView> page(String list, List<Referral> found, int limit) {
    Page<Referral> page =
        Page.of(list, found, limit, it -> List.of(it.draftedAt().toString(), it.id().toString()));
    return new Page<>(
        page.entries().stream().map(it -> view(it, tracks.require(it.id()))).toList(), page.next());
  }

  /** Takes a step of a referral and does what follows from it, in the same transaction. */
  public ReferralView take(TakeStep wish, Caller caller) {
    return take(tracks.hold(wish.track()), wish, caller);
  }

  /** As {@link #take(TakeStep, Caller)}, the step that is asked for where the referral stands. */
  public ReferralView take(TrackId id, Function<ReferralView, TakeStep> asked, Caller caller) {
    HeldCase held = tracks.hold(id);
    return take(held, asked.apply(get(id, caller)), caller);
  }

  private ReferralView take(HeldCase held, TakeStep asked, Caller caller) {
    Referral before = referrals.require(asked.track(), caller);
    TakeStep wish = afterStep.withAgreedDay(asked, before, held.run(asked.track()));
    if (isAcceptance(wish)) {
      holdPlace(before, wish);
    }
    Taken taken = tracks.take(held, wish, caller);
    Referral after = afterStep.follow(before, held.record(), taken, wish, caller);
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
    Referral referral = referrals.require(id, caller);
    if (!referral.isReceiver(caller) || !referral.identityOpen() || referral.isOnlyNoted()) {
      throw RefusedException.notFound();
    }
    CaseRecord record = cases.involved(referral.caseId());
    Grant grant = gate.open(referral.disclosure(record.isChild()), Relation.SERVING);
    return new Opened(referral.caseId(), grant, caseFiles.read(grant));
  }

  private void holdPlace(Referral referral, TakeStep wish) {
    if (!directory.hold(
        referral.service(),
        referral.id(),
        ReferralFacts.wanted(referral),
        Set.of(referral.sender(), referral.registering()))) {
      throw RefusedException.of(
          ProblemType.NO_FREE_PLACE,
          "The last place was taken; decline, or correct the free places first",
          FieldProblem.about(wish.step().value(), "needs a free place"));
    }
  }

  private static boolean isAcceptance(TakeStep wish) {
    return Set.of("T024", "T058", "A026").contains(wish.step().value());
  }

  private ReferralView view(Referral referral, TrackInstance track) {
    PublicNames names = directory.names(referral.service(), referral.sender()).orElseThrow();
    return new ReferralView(referral, needs(referral, track), track, names, place(track));
  }

  /** How many wait before it is counted over the whole list; who they are is not said. */
  private @Nullable Integer place(TrackInstance track) {
    return track.snapshot().state().value().equals(LISTED)
        ? tenant.seeBeyondCaller(() -> lists.places(Set.of(track.id()))).get(track.id())
        : null;
  }

  private NeedsEnvelope needs(Referral referral, TrackInstance track) {
    if (OVER.contains(track.snapshot().state().value())) {
      return referral.needs();
    }
    CaseRecord record = cases.involved(referral.caseId());
    return referral.needs().aged(record.ageState(), record.age());
  }

  /**
   * Refuses a code that is no service type.
   *
   * @param field of the request that names it
   * @throws RefusedException {@code invalid-value}
   */
  public void requireServiceType(String field, String code) {
    if (!codeLists.get("service-types").has(code)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "The code is not in the list service-types",
          FieldProblem.at(field, "is not a service type", codeLists.get("service-types").codes()));
    }
  }

  static void requireOther(OrganizationId asking, OrganizationId asked, String field) {
    if (asking.equals(asked)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "An organisation does not ask itself",
          FieldProblem.at(field, "is a service of the organisation that asks"));
    }
  }

  static RefusedException unknownService(String field) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "The directory has no such service in this country",
        FieldProblem.at(field, "is not a service of this country"));
  }

  /** Identity items that were opened, and on which ground. */
  public record Opened(CaseId caseId, Grant grant, IdentityItems items) {}
}
