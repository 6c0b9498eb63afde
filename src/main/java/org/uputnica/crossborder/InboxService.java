package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.casefile.domain.IdentityField;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.ConditionService;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.Condition;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.crossborder.domain.Purpose;
import org.uputnica.crossborder.domain.RecallState;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.crossborder.message.Message;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.Assignment;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.RefusedException;

/**
 * Takes what arrives from abroad into this country's own record: each message once, in order, or
 * not at all.
 */
@ApplicationScoped
@Transactional
public class InboxService {
  private static final String SENT = "T036";
  private static final String RECEIVED = "M036";
  private static final Set<String> ASK_BACK = Set.of("T043", Letters.ASKED_BACK);

  private final Requests requests;
  private final CaseService cases;
  private final CaseAccess access;
  private final TrackService tracks;
  private final Mechanisms mechanisms;
  private final CaseFileService caseFiles;
  private final ForeignConsents consents;
  private final ConditionService conditions;
  private final Consequences consequences;
  private final Letters letters;
  private final ChildrenAbroad children;
  private final RecallsAbroad recalls;
  private final Outbox outbox;
  private final NoticeService notices;
  private final AuditTrail audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  InboxService(
      Requests requests,
      CaseService cases,
      CaseAccess access,
      TrackService tracks,
      Mechanisms mechanisms,
      CaseFileService caseFiles,
      ForeignConsents consents,
      ConditionService conditions,
      Consequences consequences,
      Letters letters,
      ChildrenAbroad children,
      RecallsAbroad recalls,
      Outbox outbox,
      NoticeService notices,
      AuditTrail audit,
      Clock clock) {
    this.requests = requests;
    this.cases = cases;
    this.access = access;
    this.tracks = tracks;
    this.mechanisms = mechanisms;
    this.caseFiles = caseFiles;
    this.consents = consents;
    this.conditions = conditions;
    this.consequences = consequences;
    this.letters = letters;
    this.children = children;
    this.recalls = recalls;
    this.outbox = outbox;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes a message in. Who asks back what never arrived here, such as a letter that was taken back
   * on its way, is told that nothing of it is here.
   *
   * @throws RefusedException when what it tells of is not possible here; see {@link #setAside}
   */
  public void accept(Message message, Caller service) {
    if (!isNew(message, service)) {
      return;
    }
    Message.Opening opening = message.opening();
    if (opening != null) {
      receive(message, opening, service);
      return;
    }
    Optional<Request> known = held(message, service);
    if (known.isEmpty() && asksBack(message)) {
      letters.tellNothingIsHere(message);
      audit.append(received(message, null, message.conversation()));
      return;
    }
    Request request = known.orElseThrow(RefusedException::notFound);
    requireSpeaker(request, message);
    consents.keep(request, message.consents(), service);
    switch (message.kind()) {
      case STEP -> {
        if (!recalls.hear(request, message)) {
          follow(request, message, service);
        }
      }
      case SIGNED -> {
        request.requireJourney(tracks.require(request.id()).snapshot().state());
        requests.save(request.signed(false));
      }
      case CHILD -> children.hear(request, message, service);
      case ERASED -> recalls.erased(request);
    }
    audit.append(received(message, request.caseId(), request.id().value()));
  }

  /**
   * Keeps that a message came and could not be followed, and puts it before those who can ask the
   * other country, so that nothing is lost silently.
   *
   * @return whether it is about a request known here; if not, whoever wrote it must know
   */
  public boolean setAside(Message message, RefusedException because, Caller service) {
    if (!isNew(message, service)) {
      return true;
    }
    Optional<Request> request =
        held(message, service).filter(it -> it.otherCountry().value().equals(message.sender()));
    // A step may cross another one; what she took back stays taken back all the same.
    request.ifPresent(it -> {
      consents.keep(it, message.consents(), service);
      notices.put(Notice.About.MESSAGE_NOT_FOLLOWED, it.id(), step(message, service));
    });
    audit.append(
        AuditEvent.of(
            "message-not-followed",
            request.map(Request::caseId).orElse(null),
            message.conversation(),
            "message",
            message.id().toString(),
            "because",
            because.refusal().type().slug()));
    return request.isPresent();
  }

  /** What is kept of a request is read once its case is held. */
  private Optional<Request> held(Message message, Caller service) {
    Optional<TrackId> run = requests.runOf(message.conversation(), service.country());
    run.ifPresent(tracks::hold);
    return run.flatMap(requests::find);
  }

  /** The step it tells of, where this country knows one by that name. */
  private @Nullable StepCode step(Message message, Caller service) {
    return mechanisms.current(service.country()).track(CrossborderService.TRACK).stream()
        .flatMap(track -> track.steps().stream())
        .map(Step::code)
        .filter(code -> code.value().equals(message.step()))
        .findFirst()
        .orElse(null);
  }

  /** Only the other side of the conversation speaks in it, and only for its own people. */
  private static void requireSpeaker(Request request, Message message) {
    boolean mayStep = isOfTheAsked(message) == (request.side() == Side.SENT);
    boolean step = message.kind() == Message.Kind.STEP;
    if (!request.otherCountry().value().equals(message.sender()) || (step && !mayStep)) {
      throw RefusedException.notFound();
    }
  }

  /** Said by the side that was asked, not by the one that sent her data. */
  private static boolean isOfTheAsked(Message message) {
    return String.valueOf(message.by()).endsWith("@" + Party.ABROAD.word());
  }

  private static boolean asksBack(Message message) {
    return message.kind() == Message.Kind.STEP
        && ASK_BACK.contains(String.valueOf(message.step()))
        && !isOfTheAsked(message);
  }

  private boolean isNew(Message message, Caller service) {
    return outbox.receive(
        message.id(), message.conversation(), service.country(), message.sequence());
  }

  private void follow(Request request, Message message, Caller service) {
    Request known = request;
    if ("T041".equals(message.step())) {
      known = request.signed(false);
      requests.save(known);
    }
    TakeStep wish =
        TakeStep.following(request.id(), String.valueOf(message.step()), message.inputs());
    Actor actor = actor(String.valueOf(message.by()));
    Taken taken = tracks.takeFor(tracks.hold(request.id()), wish, service, actor);
    Request after = consequences.follow(known, taken, message.inputs(), false, message.codeWord());
    requests.save(after);
    if (after.side() == Side.RECEIVED && after.recall() == RecallState.ERASED) {
      letters.tellErased(after);
    }
  }

  /**
   * The receiving country opens its own case under its own code and keys; the two share only the
   * pseudonym.
   */
  private void receive(Message message, Message.Opening opening, Caller service) {
    CaseRecord record = record(opening, service);
    cases.add(record);
    caseFiles.open(record.id(), service.organization(), service.country(), identity(opening));
    Request request = request(message, opening, record, service);
    TrackInstance track =
        tracks.open(
            request.id(),
            CrossborderService.TRACK,
            record,
            Map.of(Party.ABROAD, service.organization()),
            Map.of("to-country", service.country().value(), "purpose", opening.purpose()),
            _ -> actor("R-XB@contact"));
    requests.add(request);
    conditions.bind(access.require(record.id(), service), request.conditions());
    consents.keep(request, message.consents(), service);
    tracks.takeFor(
        tracks.hold(record.id()),
        TakeStep.following(track.id(), SENT, message.inputs()),
        service,
        actor(String.valueOf(message.by())));
    tracks.takeFor(
        tracks.hold(record.id()),
        TakeStep.following(track.id(), RECEIVED, Map.of()),
        service,
        actor("R-XB@abroad"));
    letters.tellReceived(request);
    audit.append(received(message, request.caseId(), request.id().value()));
  }

  private CaseRecord record(Message.Opening opening, Caller service) {
    Instant now = clock.instant();
    OrganizationId own = service.organization();
    return new CaseRecord(
        new CaseId(Ids.random()),
        CaseCode.random(random),
        service.country(),
        own,
        own,
        service.user(),
        now,
        now,
        service.country() + "-ABROAD",
        nameKind(opening),
        AgeState.valueOf(opening.ageState()),
        opening.age(),
        opening.gender(),
        opening.placementSex(),
        opening.language(),
        Answer.valueOf(opening.interpreterNeeded()),
        new UrgentNeeds(
            need(opening, "medical"),
            need(opening, "safety"),
            need(opening, "pregnancy"),
            need(opening, "children"),
            need(opening, "disability")),
        opening.accompanyingChildren(),
        null,
        null,
        List.of(),
        Set.of(),
        null,
        RiskLevel.valueOf(opening.risk()),
        assessedAt(opening, now),
        opening.bestInterestsDetermined() ? Boolean.TRUE : null,
        null,
        Set.of(),
        Set.of(own),
        Assignment.NONE,
        mechanisms.current(service.country()).version(),
        0);
  }

  private Request request(
      Message message, Message.Opening opening, CaseRecord record, Caller service) {
    return new Request(
        new TrackId(Ids.random()),
        Side.RECEIVED,
        record.id(),
        record.code(),
        service.country(),
        service.organization(),
        new CountryCode(message.sender()),
        message.conversation(),
        opening.pseudonym(),
        Purpose.valueOf(opening.purpose()),
        opening.items().stream().map(ItemCategory::valueOf).collect(Collectors.toSet()),
        opening.conditions().stream().map(Condition::valueOf).collect(Collectors.toSet()),
        record.isChild(),
        clock.instant());
  }

  private static AuditEvent received(Message message, @Nullable CaseId caseId, UUID subject) {
    return AuditEvent.of(
        "message-received",
        caseId,
        subject,
        "message",
        message.id().toString(),
        "kind",
        message.kind().name(),
        "from",
        message.sender());
  }

  private static IdentityItems identity(Message.Opening opening) {
    Map<IdentityField, String> texts = new EnumMap<>(IdentityField.class);
    opening.identity().forEach((field, text) -> texts.put(IdentityField.valueOf(field), text));
    return IdentityItems.of(texts);
  }

  /** What the sender found is as old here as it is there, and never newer than now. */
  private static Instant assessedAt(Message.Opening opening, Instant now) {
    Instant at = opening.riskAssessedAt();
    return at == null || at.isAfter(now) ? now : at;
  }

  private static String nameKind(Message.Opening opening) {
    if (opening.identity().containsKey(IdentityField.NAME.name())) {
      return "NAME";
    }
    return opening.identity().containsKey(IdentityField.ALIAS.name()) ? "ALIAS" : "NOT_GIVEN";
  }

  private static Answer need(Message.Opening opening, String name) {
    return Answer.valueOf(opening.urgentNeeds().getOrDefault(name, Answer.UNKNOWN.name()));
  }

  private static Actor actor(String performer) {
    String[] parts = performer.split("@", 2);
    Party party = Party.ofWord(parts.length == 2 ? parts[1] : "").orElse(Party.ABROAD);
    return Actor.of(Set.of(parts[0]), Set.of(party));
  }
}
