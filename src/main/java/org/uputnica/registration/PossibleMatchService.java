package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.FileSearchService;
import org.uputnica.casefile.domain.SearchTerms;
import org.uputnica.consent.ConsentService;
import org.uputnica.consent.domain.ConsentPolicy;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Reach;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.registration.domain.PossibleMatch;
import org.uputnica.registration.domain.PossibleMatch.Dismissal;
import org.uputnica.registration.domain.PossibleMatch.State;
import org.uputnica.registration.domain.PossibleMatches;
import org.uputnica.registration.domain.PossibleMatches.Probe;

/**
 * Cases of a country that may be of one person. The coordinator sees two codes and what they share;
 * she has both persons asked whether her office may link them (CS-STO towards it, asked after the
 * brokering); each side learns of the other while both agree, and not a moment longer. Nothing is
 * joined by itself: what follows, a referral, a handover or a closing as duplicate (CL-DUPE),
 * people do step by step.
 */
@ApplicationScoped
@Transactional
public class PossibleMatchService {
  private static final String LIST = "possible-matches";

  private final PossibleMatches matches;
  private final FileSearchService files;
  private final CaseService cases;
  private final ConsentService consents;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Clock clock;

  PossibleMatchService(
      PossibleMatches matches,
      FileSearchService files,
      CaseService cases,
      ConsentService consents,
      TenantSettings tenant,
      AuditTrail audit,
      Clock clock) {
    this.matches = matches;
    this.files = files;
    this.cases = cases;
    this.consents = consents;
    this.tenant = tenant;
    this.audit = audit;
    this.clock = clock;
  }

  /** Has what was searched looked for in the country, after the answer. */
  void lookFor(SearchTerms terms, @Nullable CaseId about, Caller caller) {
    if (terms.strongValues().isEmpty()) {
      return;
    }
    List<Long> tokens = files.strongTokens(terms, caller.country());
    if (!tokens.isEmpty()) {
      matches.ask(new Probe(Ids.random(), caller.country(), caller.organization(), about, tokens));
    }
  }

  /** Has the person of this case looked for in the country, after the answer. */
  void lookFor(CaseRecord record, Caller caller) {
    matches.ask(
        new Probe(Ids.random(), caller.country(), caller.organization(), record.id(), List.of()));
  }

  /**
   * Looks for the oldest that waits. For the node's own job.
   *
   * @return whether there was one
   */
  public boolean lookNext() {
    Optional<Probe> probe = matches.takeProbe();
    probe.ifPresent(this::look);
    return probe.isPresent();
  }

  private void look(Probe probe) {
    CaseId own = probe.caseId();
    OrganizationId asking = own == null ? probe.organization() : cases.involved(own).responsible();
    List<Long> tokens =
        own == null || !probe.tokens().isEmpty() ? probe.tokens() : files.strongTokens(own);
    Caller node = Caller.service(asking, probe.country());
    files
        .elsewhere(tokens, probe.country())
        .forEach((other, criteria) -> {
          CaseRecord record = cases.involved(other);
          if (!other.equals(own) && !record.isTeam(asking)) {
            add(
                PossibleMatch.found(Ids.random(), asking, own, other, criteria, clock.instant()),
                node);
          }
        });
  }

  /** Journalled in the country it concerns. */
  private void add(PossibleMatch match, Caller node) {
    if (matches.add(match, node.country())) {
      Callers.as(
          node,
          () -> {
            sides(match).forEach(side -> journal("possible-match-found", side, match));
            return match;
          });
    }
  }

  private void journal(String action, CaseId side, PossibleMatch match) {
    audit.append(AuditEvent.of(action, side, match.id()));
  }

  /** What waits for the coordinator, or what she asks the caller's organisation. Newest first. */
  public Page<SeenMatch> list(Caller caller, @Nullable String cursor, int limit) {
    boolean watches = caller.reach() == Reach.COUNTRY;
    List<PossibleMatch> found =
        matches.list(
            caller.country(),
            watches ? null : caller.organization(),
            Cursor.read(LIST, 2, cursor),
            limit + 1);
    Page<PossibleMatch> page =
        Page.of(LIST, found, limit, it -> List.of(it.foundAt().toString(), it.id().toString()));
    return new Page<>(page.entries().stream().map(it -> seen(it, caller)).toList(), page.next());
  }

  /**
   * Has both persons asked.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code rule-broken}
   */
  public SeenMatch broker(UUID id, Revision expected, Caller caller) {
    PossibleMatch match = require(id, expected);
    PossibleMatch saved = matches.save(match.brokered(caller.organization(), clock.instant()));
    sides(saved).forEach(side -> journal("possible-match-brokered", side, saved));
    return seen(saved, caller);
  }

  /**
   * Puts it aside.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code rule-broken}
   */
  public SeenMatch dismiss(UUID id, Dismissal because, Revision expected, Caller caller) {
    PossibleMatch saved = matches.save(require(id, expected).dismissed(because));
    sides(saved)
        .forEach(side ->
            audit.append(
                AuditEvent.of("possible-match-dismissed", side, id, "reason", because.name())));
    return seen(saved, caller);
  }

  private PossibleMatch require(UUID id, Revision expected) {
    PossibleMatch match = matches.find(id).orElseThrow(RefusedException::notFound);
    expected.require(match.revision());
    return match;
  }

  private static Stream<CaseId> sides(PossibleMatch match) {
    return Stream.of(Optional.ofNullable(match.askingCase()), Optional.of(match.otherCase()))
        .flatMap(Optional::stream);
  }

  /** A case manager sees the other side only while both persons agree. */
  private SeenMatch seen(PossibleMatch match, Caller caller) {
    List<Side> both = new ArrayList<>();
    tenant.beyondCaller(() -> sides(match).map(id -> side(id, match)).forEach(both::add));
    boolean linked =
        match.state() == State.BROKERED && both.size() == 2 && both.stream().allMatch(Side::agreed);
    if (caller.reach() == Reach.COUNTRY) {
      return new SeenMatch(match, both, linked, match.askingCase() == null);
    }
    List<Side> hers =
        both.stream().filter(side -> linked || caller.isOf(side.organization())).toList();
    if (linked) {
      both.forEach(side -> journal("possible-match-shown", side.id(), match));
    }
    return new SeenMatch(match, hers, linked, false);
  }

  private Side side(CaseId id, PossibleMatch match) {
    CaseRecord record = cases.involved(id);
    return new Side(id, record.code(), record.responsible(), agrees(record, match));
  }

  /** Only what was said after the brokering is an answer to it. */
  private boolean agrees(CaseRecord record, PossibleMatch match) {
    Instant since = match.brokeredAt();
    OrganizationId office = match.brokeredBy();
    if (since == null || office == null) {
      return false;
    }
    List<ConsentStatement> answers =
        consents.statements(record.id()).stream()
            .filter(it -> !it.said().recordedAt().isBefore(since))
            .toList();
    Disclosure linking =
        Disclosure.of(record.id(), ConsentScope.STORAGE, office, Set.of(), record.isChild());
    return ConsentPolicy.decide(linking, answers, clock.instant()).isPermit();
  }

  /**
   * One of the two cases.
   *
   * @param agreed she agrees now
   */
  public record Side(CaseId id, CaseCode code, OrganizationId organization, boolean agreed) {}

  /**
   * A match as this caller may see it.
   *
   * @param sides those the caller may know of
   * @param seeking the other side has only searched
   */
  public record SeenMatch(PossibleMatch match, List<Side> sides, boolean linked, boolean seeking) {
    public SeenMatch {
      sides = List.copyOf(sides);
    }
  }
}
