package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.ConsentService;
import org.uputnica.consent.DisclosureGate;
import org.uputnica.consent.Grant;
import org.uputnica.consent.domain.ConsentPolicy;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Keeps and opens identity items for those who work on a case; everything opened goes through the
 * gate.
 */
@ApplicationScoped
@Transactional
public class IdentityService {
  private static final Set<String> REGISTRARS = Set.of(Roles.FRONT, Roles.BORDER);

  private final CaseService cases;
  private final TrackService tracks;
  private final CaseFileService caseFiles;
  private final PossibleMatchService matches;
  private final ConsentService consents;
  private final DisclosureGate gate;
  private final Clock clock;

  IdentityService(
      CaseService cases,
      TrackService tracks,
      CaseFileService caseFiles,
      PossibleMatchService matches,
      ConsentService consents,
      DisclosureGate gate,
      Clock clock) {
    this.cases = cases;
    this.tracks = tracks;
    this.caseFiles = caseFiles;
    this.matches = matches;
    this.consents = consents;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * Opens what this caller may see: the case manager and the guardian of the case, whoever
   * registered it (own registrations only), and the body that identifies formally under CS-NRM.
   *
   * @throws RefusedException {@code not-found} for everybody else, {@code consent-missing} when the
   *     person did not agree
   */
  public Opened open(CaseId id, Caller caller) {
    CaseRecord record = cases.involved(id);
    ConsentScope scope = scope(record, caller).orElseThrow(RefusedException::notFound);
    Disclosure asked =
        Disclosure.of(
            id, scope, caller.organization(), agreed(record, scope, caller), record.isChild());
    Grant grant = gate.open(asked);
    caseFiles.admit(id, caller.organization());
    caseFiles.letFind(id, caller.organization(), grant.items());
    return new Opened(grant, caseFiles.read(grant));
  }

  /**
   * Keeps identity items for a case and raises its revision: what somebody else has just kept is
   * never overwritten unseen.
   *
   * @throws RefusedException {@code consent-missing} when a real name or anything but an alias is
   *     kept without CS-STO, {@code stale-revision}
   */
  public CaseRecord keep(CaseId id, IdentityItems items, Revision expected, Caller caller) {
    CaseRecord record = cases.requireTeam(id, caller);
    expected.require(record.revision());
    boolean onlyAlias =
        items.name() == null && items.categories().equals(EnumSet.of(ItemCategory.NAME));
    Disclosure storing =
        Disclosure.ownRecord(id, record.responsible(), items.categories(), record.isChild());
    if (!onlyAlias && !mayStore(storing)) {
      throw RefusedException.of(
          ProblemType.CONSENT_MISSING,
          "Ask first whether a record may be kept, and which items",
          FieldProblem.about(
              "CS-STO", "does not cover these items for the responsible organisation"));
    }
    CaseRecord renewed = cases.renew(record);
    caseFiles.keep(id, items);
    matches.lookFor(renewed, caller);
    return renewed;
  }

  /** Seals words under an id a step can refer to. */
  public Instant keepNote(CaseId id, UUID note, String text, Caller caller) {
    CaseRecord record = cases.involved(id);
    if (!record.isVisibleTo(caller) && !isIdentificationBody(record, caller)) {
      throw RefusedException.notFound();
    }
    caseFiles.keepNote(id, note, text);
    return clock.instant();
  }

  /**
   * The categories of a case this caller may open now: by the case, or as a service the person is
   * with. Nothing is opened, and nothing is said about why not.
   */
  public Set<ItemCategory> mayOpen(CaseId id, Caller caller) {
    return cases
        .find(id, caller)
        .map(record ->
            scope(record, caller)
                .or(() -> service(record, caller))
                .map(scope -> agreed(record, scope, caller))
                .orElse(Set.of()))
        .orElse(Set.of());
  }

  private static Optional<ConsentScope> service(CaseRecord record, Caller caller) {
    boolean serves =
        record.serving().contains(caller.organization())
            && (caller.has(Roles.SHELTER) || caller.has(Roles.LAW));
    return serves ? Optional.of(ConsentScope.REFERRAL) : Optional.empty();
  }

  private Optional<ConsentScope> scope(CaseRecord record, Caller caller) {
    boolean manages = caller.isOf(record.responsible()) && caller.has(Roles.CASE);
    boolean guards = caller.organization().equals(record.guardian()) && caller.has(Roles.GUARD);
    boolean registered =
        caller.user().equals(record.registeredBy())
            && caller.roles().stream().anyMatch(REGISTRARS::contains);
    if (manages || guards || registered) {
      return Optional.of(ConsentScope.STORAGE);
    }
    if (isIdentificationBody(record, caller)) {
      return Optional.of(ConsentScope.MECHANISM);
    }
    if (caller.has(Roles.XB) && isParty(record, "cross-border", Party.ABROAD, caller)) {
      return Optional.of(ConsentScope.CROSS_BORDER);
    }
    return Optional.empty();
  }

  private boolean isIdentificationBody(CaseRecord record, Caller caller) {
    return caller.has(Roles.ID) && isParty(record, "identification", Party.COUNTERPART, caller);
  }

  private boolean isParty(CaseRecord record, String track, Party party, Caller caller) {
    return tracks.of(record.id()).stream()
        .filter(it -> it.snapshot().track().value().equals(track))
        .filter(it -> !it.snapshot().state().value().equals("XB-STOP"))
        .anyMatch(it -> caller.organization().equals(it.parties().get(party)));
  }

  /**
   * The categories the person agreed to for this organisation; asking for more would only be
   * refused.
   */
  private Set<ItemCategory> agreed(CaseRecord record, ConsentScope scope, Caller caller) {
    var said = consents.statements(record.id());
    Set<ItemCategory> agreed = EnumSet.noneOf(ItemCategory.class);
    for (ItemCategory item : ItemCategory.values()) {
      Disclosure one =
          Disclosure.of(
              record.id(), scope, caller.organization(), EnumSet.of(item), record.isChild());
      if (ConsentPolicy.decide(one, said, clock.instant()).isPermit()) {
        agreed.add(item);
      }
    }
    return agreed;
  }

  private boolean mayStore(Disclosure storing) {
    return ConsentPolicy.decide(storing, consents.statements(storing.caseId()), clock.instant())
        .isPermit();
  }

  /** Identity items that were opened, and on which ground. */
  public record Opened(Grant grant, IdentityItems items) {}
}
