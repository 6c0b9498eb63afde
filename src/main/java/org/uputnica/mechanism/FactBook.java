package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.ConsentService;
import org.uputnica.consent.domain.Basis;
import org.uputnica.consent.domain.ConsentPolicy;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.Decision;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.mechanism.domain.AcrossTracks;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.IdentificationStage;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.id.OrganizationId;

/**
 * The facts that the case, its other tracks and the statements of the person bring; rooms above add
 * theirs.
 */
@ApplicationScoped
class FactBook {
  private static final TrackCode IDENTIFICATION = new TrackCode("identification");
  private static final TrackCode OVERALL = new TrackCode("overall");
  private static final TrackCode CROSS_BORDER = new TrackCode("cross-border");
  private static final TrackCode SOLUTION = new TrackCode("durable-solution");
  private static final StepCode JOINED = new StepCode("A045");
  private static final StepCode COMPARED = new StepCode("A071");
  private static final StepCode HELD = new StepCode("A012");
  private static final StepCode RELEASED = new StepCode("A013");

  private final Mechanisms mechanisms;
  private final ConsentService consents;
  private final DirectoryService directory;

  FactBook(Mechanisms mechanisms, ConsentService consents, DirectoryService directory) {
    this.mechanisms = mechanisms;
    this.consents = consents;
    this.directory = directory;
  }

  /** What was said about a case; read once for all its tracks. */
  List<ConsentStatement> said(CaseRecord record) {
    return consents.statements(record.id());
  }

  /**
   * What an opening row can ask for: nothing that anybody has said.
   *
   * @param all the runs the case has
   */
  Facts.Builder atOpening(CaseRecord record, List<TrackInstance> all, Instant now) {
    return Facts.asOf(now)
        .fact(Fact.CASE_OPEN, latest(OVERALL, all).filter(FactBook::isOver).isEmpty())
        .age(record.ageRule())
        .pointing(record.elements())
        .risk(record.risk(), record.riskAssessedAt());
  }

  Facts.Builder of(
      TrackInstance track,
      CaseRecord record,
      List<TrackInstance> all,
      List<ConsentStatement> said,
      Past past,
      Instant now) {
    Mechanism mechanism = mechanisms.of(record);
    Facts.Builder facts =
        atOpening(record, all, now)
            .fact(Fact.GUARDIAN_NAMED, record.guardian() != null)
            .fact(Fact.BODY_DECIDES_ON_CHILDREN, decidesOnChildren(track, record, mechanism))
            .fact(Fact.BEST_INTERESTS_DETERMINED, Boolean.TRUE.equals(record.bestInterests()))
            .fact(Fact.NO_OPEN_REFERRAL, noneOpen("referral", all, mechanism))
            .fact(Fact.NO_OPEN_REQUEST, noneOpen("cross-border", all, mechanism))
            .fact(Fact.NO_ASYLUM_PENDING, all.stream().noneMatch(FactBook::isAsylum))
            .fact(Fact.FREE_TO_CHOOSE, isFree(track, all, past))
            .fact(Fact.OPTIONS_COMPARED, isCompared(track, all, past))
            .fact(Fact.DEADLINES_ANSWERED, all.stream().noneMatch(it -> isUnanswered(it, now)))
            .fact(Fact.NOT_A_DUPLICATE, !isDuplicate(all, past))
            .fact(Fact.ALL_CONSENTS_NEW, keepsAgain(record, said, all, now))
            .fact(Fact.CONSENTS_NOT_EXPIRED, keeps(record, said, now));
    latest(IDENTIFICATION, all)
        .flatMap(it -> IdentificationStage.of(it.snapshot().state()))
        .ifPresent(facts::identification);
    for (ConsentScope scope : ConsentScope.values()) {
      word(scope, track, record, said, now, facts);
    }
    return facts;
  }

  private static void word(
      ConsentScope scope,
      TrackInstance track,
      CaseRecord record,
      List<ConsentStatement> said,
      Instant now,
      Facts.Builder facts) {
    boolean given = false;
    Facts.@Nullable ConsentWord otherwise = null;
    for (OrganizationId recipient : towards(scope, track, record, said)) {
      Disclosure asked = Disclosure.of(record.id(), scope, recipient, Set.of(), record.isChild());
      if (ConsentPolicy.decide(asked, said, now) instanceof Decision.Permit permit) {
        for (Basis basis : permit.ground().bases()) {
          switch (basis) {
            case Basis.Agreed _, Basis.ChildProtectionDuty _ -> given = true;
            case Basis.Requested _, Basis.BrokenGlass _ -> {
              // opens one answer for one account; nothing of the procedure rests on it
            }
            case Basis.Excepted excepted -> facts.exceptionInForce(excepted.reason().code());
          }
        }
      } else {
        otherwise =
            switch (ConsentPolicy.standing(asked, said, now)) {
              case REFUSED -> Facts.ConsentWord.REFUSED;
              case NOT_ASKED -> Facts.ConsentWord.NOT_ASKED_WITH_REASON;
              case OPEN, NOTHING -> otherwise;
            };
      }
    }
    if (given) {
      facts.consentGiven(scope.code());
    } else if (otherwise != null) {
      facts.consent(scope.code(), otherwise);
    }
  }

  /**
   * Whom a scope is about on this track: the party concerned, or while nobody is named whoever was
   * spoken of.
   */
  private static Set<OrganizationId> towards(
      ConsentScope scope, TrackInstance track, CaseRecord record, List<ConsentStatement> said) {
    OrganizationId party =
        switch (scope) {
          case REFERRAL, MECHANISM -> track.parties().get(Party.COUNTERPART);
          case CROSS_BORDER -> track.parties().get(Party.ABROAD);
          default -> null;
        };
    if (party != null) {
      return Set.of(party);
    }
    Set<OrganizationId> spokenOf = new HashSet<>(Set.of(record.responsible()));
    for (ConsentStatement statement : said) {
      OrganizationId recipient = statement.said().recipient();
      if (statement.scope() == scope && recipient != null) {
        spokenOf.add(recipient);
      }
    }
    return spokenOf;
  }

  /**
   * Whether the body named has the functions of one that decides on children here. Where none is
   * named yet, or the country names no functions, nothing stands in the way. Read for children
   * only.
   */
  private boolean decidesOnChildren(TrackInstance track, CaseRecord record, Mechanism mechanism) {
    if (!track.snapshot().track().equals(IDENTIFICATION) || !record.isChild()) {
      return false;
    }
    List<List<String>> bodies =
        mechanism
            .parameter("P-IDBODY-CHILD")
            .map(it -> it.known("functions"))
            .orElse(List.of(List.of()));
    OrganizationId named = track.parties().get(Party.COUNTERPART);
    if (named == null || bodies.contains(List.<String>of())) {
      return true;
    }
    Set<String> functions =
        directory.organization(named).map(Organization::functions).orElse(Set.of());
    return bodies.stream().anyMatch(functions::containsAll);
  }

  private static boolean keeps(CaseRecord record, List<ConsentStatement> said, Instant now) {
    Disclosure storing =
        Disclosure.ownRecord(record.id(), record.responsible(), Set.of(), record.isChild());
    return ConsentPolicy.decide(storing, said, now).isPermit();
  }

  /** After a case was closed, only words spoken since count. */
  private static boolean keepsAgain(
      CaseRecord record, List<ConsentStatement> said, List<TrackInstance> all, Instant now) {
    return closed(all)
        .map(closed -> said.stream().filter(it -> it.said().at().isAfter(closed)).toList())
        .filter(since -> keeps(record, since, now))
        .isPresent();
  }

  /** When a case that is closed was closed: since then its course stands still. */
  static Optional<Instant> closed(List<TrackInstance> all) {
    return latest(OVERALL, all).map(TrackInstance::since);
  }

  /**
   * Where the course of the case itself stands; empty where this country does not answer for it.
   */
  static Optional<StateCode> overall(List<TrackInstance> all) {
    return latest(OVERALL, all).map(it -> it.snapshot().state());
  }

  private static boolean noneOpen(String track, List<TrackInstance> all, Mechanism mechanism) {
    return all.stream()
        .filter(it -> it.snapshot().track().value().equals(track))
        .noneMatch(it ->
            mechanism
                .track(it.snapshot().track())
                .orElseThrow()
                .state(it.snapshot().state())
                .isOpen());
  }

  /** Whoever is held does not travel while identification runs. Read for journeys only. */
  private static boolean isFree(TrackInstance track, List<TrackInstance> all, Past past) {
    if (!track.snapshot().track().equals(CROSS_BORDER)) {
      return true;
    }
    boolean held =
        latest(OVERALL, all).stream()
            .flatMap(it -> past.of(it.id()).stream())
            .filter(it -> HELD.equals(it.step()) || RELEASED.equals(it.step()))
            .reduce((_, later) -> later)
            .filter(it -> HELD.equals(it.step()))
            .isPresent();
    return !held
        || latest(IDENTIFICATION, all)
            .filter(it -> !AcrossTracks.isDecided(it.snapshot().state()))
            .isEmpty();
  }

  /** Whether the case was closed as the second record of a person. */
  private static boolean isDuplicate(List<TrackInstance> all, Past past) {
    return latest(OVERALL, all)
        .filter(it -> it.snapshot().state().value().equals("ST-CLOSED"))
        .stream()
        .flatMap(it -> past.of(it.id()).stream())
        .reduce((_, later) -> later)
        .filter(it -> JOINED.equals(it.step()))
        .isPresent();
  }

  /** Whether the ways were compared since they, and the case itself, were opened, or again. */
  private static boolean isCompared(TrackInstance track, List<TrackInstance> all, Past past) {
    if (!track.snapshot().track().equals(SOLUTION)) {
      return false;
    }
    Instant cameBack =
        latest(OVERALL, all).stream()
            .flatMap(it -> past.of(it.id()).stream())
            .filter(it -> AcrossTracks.isClosed(it.from()) && !AcrossTracks.isClosed(it.to()))
            .map(TakenStep::takenAt)
            .reduce(Instant.EPOCH, (_, later) -> later);
    return past.of(track.id()).stream()
        .filter(it -> it.takenAt().isAfter(cameBack))
        .filter(it -> COMPARED.equals(it.step()) || !it.from().equals(it.to()))
        .reduce((_, later) -> later)
        .filter(it -> COMPARED.equals(it.step()))
        .isPresent();
  }

  private static Optional<TrackInstance> latest(TrackCode code, List<TrackInstance> all) {
    return all.stream()
        .filter(it -> it.snapshot().track().equals(code))
        .max(Comparator.comparing(TrackInstance::since));
  }

  private static boolean isOver(TrackInstance overall) {
    return AcrossTracks.isOver(overall.snapshot().state());
  }

  private static boolean isAsylum(TrackInstance track) {
    return AcrossTracks.isClaimPending(track.snapshot().state());
  }

  private static boolean isUnanswered(TrackInstance track, Instant now) {
    return track.snapshot().clocks().stream().anyMatch(it -> it.paused() || it.passed(now));
  }
}
