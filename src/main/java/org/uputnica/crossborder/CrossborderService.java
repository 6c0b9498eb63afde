package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.ConditionService;
import org.uputnica.consent.domain.Condition;
import org.uputnica.crossborder.domain.Purpose;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.HeldCase;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Front door to requests between countries: each side takes its steps; messages carry them to the
 * other.
 */
@ApplicationScoped
@Transactional
public class CrossborderService {
  static final TrackCode TRACK = new TrackCode("cross-border");

  private static final String LIST = "crossborder-requests";
  private static final ClockCode RECEIPT = new ClockCode("DL-XBR-ACK");
  private static final List<String> MONITORING = List.of("DL-MON-1", "DL-MON-2", "DL-MON-3");

  private final Requests requests;
  private final CaseService cases;
  private final TrackService tracks;
  private final Mechanisms mechanisms;
  private final DirectoryService directory;
  private final ConditionService conditions;
  private final Agreements agreements;
  private final Consequences consequences;
  private final Letters letters;
  private final AuditTrail audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  CrossborderService(
      Requests requests,
      CaseService cases,
      TrackService tracks,
      Mechanisms mechanisms,
      DirectoryService directory,
      ConditionService conditions,
      Agreements agreements,
      Consequences consequences,
      Letters letters,
      AuditTrail audit,
      Clock clock) {
    this.requests = requests;
    this.cases = cases;
    this.tracks = tracks;
    this.mechanisms = mechanisms;
    this.directory = directory;
    this.conditions = conditions;
    this.agreements = agreements;
    this.consequences = consequences;
    this.letters = letters;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Drafts a request; nothing leaves. Conditions under which the data came here travel on.
   *
   * @throws RefusedException {@code rule-broken} when the other country has no contact point in the
   *     directory; {@code agreement-ended} when there is no agreement with it any more
   */
  public RequestView draft(DraftRequest wish, Caller caller) {
    cases.hold(wish.caseId());
    CaseRecord record = cases.require(wish.caseId(), caller);
    return draft(wish, record, it -> Actor.of(caller.roles(), it.partiesOf(caller, record)));
  }

  /**
   * Drafts a request that follows from what the person chose, for her case manager to go on with;
   * where the directory names no contact point in the country, or the agreement with it has ended,
   * nothing is drafted.
   */
  void draftFor(CaseRecord record, CountryCode country) {
    boolean reachable =
        !country.equals(record.country())
            && !directory.withFunction(country, "contact-point").isEmpty();
    if (reachable && agreements.between(record.country(), country).hasEnded()) {
      audit.append(
          AuditEvent.of("agreement-ended", record.id(), record.id(), "country", country.value()));
    } else if (reachable) {
      TrackId id = new TrackId(Ids.random());
      DraftRequest wish =
          new DraftRequest(id, record.id(), country, Purpose.RETURN, Set.of(), Set.of());
      draft(wish, record, _ -> Actor.of(Set.of(Roles.CASE), Set.of(Party.OWNER)));
    } else {
      audit.append(
          AuditEvent.of("no-contact-point", record.id(), record.id(), "country", country.value()));
    }
  }

  private RequestView draft(
      DraftRequest wish, CaseRecord record, Function<TrackInstance, Actor> opener) {
    OrganizationId abroad = contactPoint(wish.toCountry(), record.country());
    agreements.requireNotEnded(record.country(), wish.toCountry());
    OrganizationId contact = contactPoint(record.country(), null);
    Set<Condition> under = EnumSet.noneOf(Condition.class);
    under.addAll(wish.conditions());
    under.addAll(conditions.of(record.id()));
    conditions.requireFree(under, abroad);
    TrackInstance track =
        tracks.open(
            wish.id(),
            TRACK,
            record,
            Map.of(Party.OWNER, record.responsible(), Party.CONTACT, contact, Party.ABROAD, abroad),
            Map.of("to-country", wish.toCountry().value(), "purpose", wish.purpose().name()),
            opener);
    Request request =
        new Request(
            wish.id(),
            Side.SENT,
            record.id(),
            record.code(),
            record.country(),
            contact,
            wish.toCountry(),
            Ids.random(),
            pseudonym(),
            wish.purpose(),
            wish.items(),
            under,
            record.isChild(),
            clock.instant());
    requests.add(request);
    return view(request, track);
  }

  /** One request as this side keeps it. */
  public RequestView get(TrackId id, Caller caller) {
    return view(require(id, caller), tracks.require(id));
  }

  /** Requests the caller may see, newest first. */
  public Page<RequestView> list(Caller caller, @Nullable String cursor, int limit) {
    List<Request> found = requests.list(caller, Cursor.read(LIST, 2, cursor), limit + 1);
    Page<Request> page =
        Page.of(LIST, found, limit, it -> List.of(it.openedAt().toString(), it.id().toString()));
    return new Page<>(
        page.entries().stream()
            .filter(it -> isVisible(it, caller))
            .map(it -> {
              TrackInstance track = tracks.require(it.id());
              return new RequestView(it, track, monitoring(it, track), null);
            })
            .toList(),
        page.next());
  }

  /**
   * Takes a step on this side and tells the other, in one transaction.
   *
   * @throws RefusedException {@code agreement-ended} for the first sending after the end, and what
   *     {@link TrackService#take} refuses
   */
  public RequestView take(TakeStep wish, Caller caller) {
    HeldCase held = tracks.hold(wish.track());
    Request before = require(wish.track(), caller);
    TrackInstance now = held.run(before.id());
    if (wish.expected() != null) {
      wish.expected().require(now.revision());
    }
    checkOffer(before, wish);
    if (isFirstSignature(before, now, wish)) {
      return sign(before, now, wish, caller);
    }
    if (wish.step().value().equals("T041")) {
      before = before.signed(true);
      requests.save(before);
    }
    Taken taken = tracks.take(held, wish, caller);
    if (isFirstSending(now, wish)) {
      agreements.requireNotEnded(before.country(), before.otherCountry());
    }
    before.requireAssessedFor(wish.step());
    Actor actor = new Actor(caller.roles(), now.partiesOf(caller, taken.record()), wish.saidBy());
    return view(carryOn(before, taken, wish, actor), taken.track());
  }

  /**
   * Stops what was asked for a person, in the transaction of what makes it stop.
   *
   * @param from the states from which it stops
   * @param reason code of {@code stop-reason}; it goes to the other side
   */
  void stop(CaseId id, Set<String> from, String reason, Caller caller) {
    cases.hold(id);
    requests.of(id).forEach(it -> stopOne(it.id(), from, reason, caller));
  }

  /** As above, one; false when it is not concerned, or is the other country's to stop. */
  boolean stopOne(TrackId id, Set<String> from, String reason, Caller caller) {
    HeldCase held = tracks.hold(id);
    Request request = requests.find(id).orElseThrow(RefusedException::notFound);
    String state = held.state(id);
    boolean sent = request.side() == Side.SENT;
    if (!from.contains(state) || (!sent && Request.OPEN.contains(state))) {
      return false;
    }
    Actor actor = Actor.of(Set.of(Roles.CASE, Roles.XB), Set.of(sent ? Party.OWNER : Party.ABROAD));
    TakeStep wish = TakeStep.following(id, "T043", Map.of("stop-reason", reason));
    carryOn(request, tracks.takeFor(held, wish, caller, actor), wish, actor);
    return true;
  }

  private Request carryOn(Request before, Taken taken, TakeStep wish, Actor actor) {
    Request after = consequences.follow(before, taken, wish.inputs(), true, null);
    if (!after.equals(before)) {
      requests.save(after);
    }
    letters.tell(after, taken, wish, actor);
    return requests.find(after.id()).orElse(after);
  }

  /** Whatever the version of the case says: drafted before the end is not sent after it. */
  private static boolean isFirstSending(TrackInstance now, TakeStep wish) {
    return wish.step().value().equals("T036") && now.snapshot().clock(RECEIPT).isEmpty();
  }

  /** The handover is a step once both sides have signed; the first signature only travels. */
  private static boolean isFirstSignature(Request request, TrackInstance now, TakeStep wish) {
    return wish.step().value().equals("T041")
        && now.snapshot().state().value().equals("XB-TRV")
        && !request.signedThere();
  }

  private RequestView sign(Request before, TrackInstance now, TakeStep wish, Caller caller) {
    boolean entitled =
        caller.has(Roles.XB) && now.parties().values().stream().anyMatch(caller::isOf);
    if (!entitled) {
      throw RefusedException.of(
          ProblemType.NOT_YOUR_TURN,
          "The contact points of both countries sign",
          new FieldProblem(
              null, "T041", "waits for somebody else", List.of("R-XB@contact", "R-XB@abroad")));
    }
    Request signed = before.signed(true);
    requests.save(signed);
    letters.tellSigned(signed, wish);
    audit.append(
        AuditEvent.of(
            "handover-signed", before.caseId(), before.id(), "side", before.side().name()));
    return view(signed, now);
  }

  private void checkOffer(Request request, TakeStep wish) {
    String offered = wish.inputs().get("receiving-organization");
    if (!wish.step().value().equals("T038") || offered == null) {
      return;
    }
    boolean known =
        directory.withFunction(request.country(), "case-management").stream()
            .anyMatch(it -> it.id().toString().equals(offered));
    if (!known) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Who receives the person manages cases in the country that offers",
          FieldProblem.at(
              "inputs.receiving-organization", "does not manage cases in this country"));
    }
  }

  /** The request, if it shows to this caller. */
  public Optional<Request> find(TrackId id, Caller caller) {
    return requests.find(id).filter(it -> isVisible(it, caller));
  }

  private Request require(TrackId id, Caller caller) {
    return find(id, caller).orElseThrow(RefusedException::notFound);
  }

  private boolean isVisible(Request request, Caller caller) {
    return caller.country().equals(request.country())
        && (caller.watchesCountry()
            || (caller.has(Roles.XB) && caller.isOf(request.contact()))
            || cases.find(request.caseId(), caller).isPresent());
  }

  private OrganizationId contactPoint(CountryCode country, @Nullable CountryCode not) {
    if (country.equals(not)) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "Within a country use a referral",
          FieldProblem.at("toCountry", "is this country"));
    }
    return directory.withFunction(country, "contact-point").stream()
        .findFirst()
        .map(Organization::id)
        .orElseThrow(() ->
            RefusedException.of(
                ProblemType.RULE_BROKEN,
                "The directory names no contact point there",
                FieldProblem.at("toCountry", "has no contact point in the directory")));
  }

  private RequestView view(Request request, TrackInstance track) {
    return new RequestView(
        request,
        track,
        monitoring(request, track),
        agreements.contactPoint(request.country(), request.otherCountry()).orElse(null));
  }

  private List<RequestView.Contact> monitoring(Request request, TrackInstance track) {
    Instant from = request.handedOverAt();
    if (from == null) {
      return List.of();
    }
    List<TakenStep> contacts =
        tracks.history(track.id()).stream().filter(it -> it.step().value().equals("T042")).toList();
    List<RequestView.Contact> found = new ArrayList<>();
    for (String code : MONITORING) {
      ClockCode clockCode = new ClockCode(code);
      boolean done = contacts.size() > found.size();
      Instant due =
          mechanisms
              .of(request.country(), track.mechanismVersion())
              .clock(clockCode)
              .flatMap(org.uputnica.mechanism.domain.Clock::lasts)
              .map(from::plus)
              .orElse(from);
      String result = done ? contacts.get(found.size()).inputs().get("monitoring-result") : null;
      found.add(new RequestView.Contact(code, due, done, result));
    }
    return found;
  }

  private String pseudonym() {
    byte[] bytes = new byte[10];
    random.nextBytes(bytes);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
