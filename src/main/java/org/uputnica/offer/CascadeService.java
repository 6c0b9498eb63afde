package org.uputnica.offer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.offer.domain.Cascade;
import org.uputnica.offer.domain.Cascade.Candidate;
import org.uputnica.offer.domain.Cascades;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.referral.ReferralService;
import org.uputnica.referral.domain.Need;

/**
 * Front door to cascades: start one, see where it stands, end it. It is played by {@link
 * CascadePlayer}.
 */
@ApplicationScoped
@Transactional
public class CascadeService {
  private static final int MOST = 20;
  private static final Set<String> DRAFTED = Set.of("RF-DRF", "RF-CNS");

  private final Cascades cascades;
  private final CaseService cases;
  private final TrackService tracks;
  private final ReferralService referrals;
  private final DirectoryService directory;
  private final AuditTrail audit;
  private final Clock clock;

  CascadeService(
      Cascades cascades,
      CaseService cases,
      TrackService tracks,
      ReferralService referrals,
      DirectoryService directory,
      AuditTrail audit,
      Clock clock) {
    this.cascades = cascades;
    this.cases = cases;
    this.tracks = tracks;
    this.referrals = referrals;
    this.directory = directory;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Starts; the first is asked within seconds.
   *
   * @throws RefusedException {@code invalid-value} for an unknown, foreign or own service and for
   *     two of one house; {@code enough-asked} while another cascade asks for the same need; {@code
   *     already-exists}
   */
  public CascadeView start(StartCascade wish, Caller caller) {
    cases.hold(wish.caseId());
    CaseRecord record = cases.requireTeam(wish.caseId(), caller);
    wish.needs().forEach(need -> referrals.requireServiceType("needs", need));
    List<ServiceOffer> services =
        wish.services().stream()
            .map(it -> referrals.requireService(it, record, "services"))
            .toList();
    requireOneOfAHouse(services);
    requireNoOther(wish, services);
    Instant now = clock.instant();
    Cascade cascade =
        new Cascade(
            wish.id(),
            record.id(),
            record.country(),
            record.responsible(),
            record.registering(),
            Cascade.State.RUNNING,
            wish.priority(),
            wish.items(),
            wish.needs(),
            wish.meetingPlace(),
            wish.companion(),
            services.stream().map(it -> Candidate.of(it.id(), it.organization())).toList(),
            now,
            null,
            0);
    if (!cascades.add(cascade)) {
      throw RefusedException.of(
          ProblemType.ALREADY_EXISTS, "Make a new id", FieldProblem.at("id", "is in use"));
    }
    audit.append(
        AuditEvent.of(
            "cascade-started",
            record.id(),
            cascade.id(),
            "candidates",
            Integer.toString(services.size()),
            "priority",
            cascade.priority().name()));
    return view(cascade);
  }

  /**
   * The cascades of a case, newest first, for the side that asks and who watches over the country.
   *
   * @throws RefusedException {@code not-found} for everybody else: a house never learns of a list
   */
  public List<CascadeView> list(CaseId id, Caller caller) {
    CaseRecord record = cases.require(id, caller);
    if (!record.isTeam(caller.organization()) && !caller.watchesCountry()) {
      throw RefusedException.notFound();
    }
    return cascades.of(id, MOST).stream().map(this::view).toList();
  }

  /**
   * Nobody else is asked. Who is asked stays asked; a draft that waits for her answer is put away.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code step-not-open} when
   *     it has ended
   */
  public CascadeView end(CaseId caseId, UUID id, Revision seen, Caller caller) {
    cases.hold(caseId);
    cases.requireTeam(caseId, caller);
    Cascade cascade =
        cascades
            .lock(id)
            .filter(it -> it.caseId().equals(caseId))
            .orElseThrow(RefusedException::notFound);
    seen.require(cascade.revision());
    if (!cascade.state().isUnderWay()) {
      throw RefusedException.of(
          ProblemType.STEP_NOT_OPEN, "It has ended", FieldProblem.about("end", "is not open"));
    }
    cascade.current().map(Candidate::referral).ifPresent(it -> putAway(it, caller));
    Instant now = clock.instant();
    Cascade ended = cascades.save(cascade.ended(Cascade.State.ENDED, now), now);
    audit.append(AuditEvent.of("cascade-ended", caseId, id, "state", Cascade.State.ENDED.name()));
    return view(ended);
  }

  private void putAway(TrackId draft, Caller caller) {
    if (DRAFTED.contains(tracks.require(draft).snapshot().state().value())) {
      referrals.take(
          TakeStep.following(draft, "T054", Map.of("withdrawal-reason", "SENDER_CANCELLED")),
          caller);
    }
  }

  private static void requireOneOfAHouse(List<ServiceOffer> services) {
    Set<OrganizationId> houses = new HashSet<>();
    if (!services.stream().map(ServiceOffer::organization).allMatch(houses::add)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Each house is asked once",
          FieldProblem.at("services", "names two services of one organisation"));
    }
  }

  private void requireNoOther(StartCascade wish, List<ServiceOffer> services) {
    Set<Need> needs = needs(wish.needs(), services);
    cascades.of(wish.caseId(), MOST).stream()
        .filter(it -> it.state().isUnderWay())
        .map(it -> needs(it.needs(), List.copyOf(services(it).values())))
        .filter(other -> other.stream().anyMatch(it -> needs.stream().anyMatch(it::isSameAs)))
        .findFirst()
        .ifPresent(_ -> {
          throw RefusedException.of(
              ProblemType.ENOUGH_ASKED,
              "A cascade asks for this need already; end it first",
              FieldProblem.about("cascade", "is under way for this need"));
        });
  }

  private static Set<Need> needs(List<String> asked, List<ServiceOffer> services) {
    return services.stream()
        .map(it -> Need.of(asked, it.serviceTypes()))
        .collect(Collectors.toSet());
  }

  private Map<ServiceId, ServiceOffer> services(Cascade cascade) {
    return directory.services(
        cascade.candidates().stream().map(Candidate::service).collect(Collectors.toSet()));
  }

  private CascadeView view(Cascade cascade) {
    Map<TrackId, StateCode> states =
        tracks.of(cascade.caseId()).stream()
            .collect(Collectors.toMap(TrackInstance::id, it -> it.snapshot().state()));
    return new CascadeView(cascade, services(cascade), states);
  }
}
