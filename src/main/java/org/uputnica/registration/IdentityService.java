package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
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
import org.uputnica.consent.domain.Relation;
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
  private final CaseService cases;
  private final TrackService tracks;
  private final CaseFileService caseFiles;
  private final ConsentService consents;
  private final DisclosureGate gate;
  private final Clock clock;

  IdentityService(
      CaseService cases,
      TrackService tracks,
      CaseFileService caseFiles,
      ConsentService consents,
      DisclosureGate gate,
      Clock clock) {
    this.cases = cases;
    this.tracks = tracks;
    this.caseFiles = caseFiles;
    this.consents = consents;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * Opens what this caller may see: the manager of the case and her colleagues, the guardian,
   * whoever registered it (own registrations only; of a child until somebody manages the case), and
   * the body that identifies formally under CS-NRM.
   *
   * @throws RefusedException {@code not-found} for everybody else, {@code consent-missing} when the
   *     person did not agree
   */
  public Opened open(CaseId id, Caller caller) {
    CaseRecord record = cases.involved(id);
    Relation relation = relation(record, caller);
    ConsentScope scope = scope(relation);
    Set<ItemCategory> items = agreed(record, scope, caller);
    items.retainAll(gate.shown(relation, scope));
    Grant grant =
        gate.open(
            Disclosure.of(id, scope, caller.organization(), items, record.isChild()), relation);
    caseFiles.admit(id, caller.organization());
    return new Opened(grant, caseFiles.read(grant));
  }

  /**
   * Opens the items of a request that was granted or of a broken glass.
   *
   * @throws RefusedException {@code not-found} for everybody else and outside its time, alike
   */
  public Opened open(UUID access) {
    Grant grant = gate.open(access);
    return new Opened(grant, caseFiles.readOnce(grant));
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
    if (!record.isAssignedTo(caller) && !registered(record, caller)) {
      throw RefusedException.notFound();
    }
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
    return renewed;
  }

  /** Seals words under an id a step can refer to. */
  public Instant keepNote(CaseId id, UUID note, String text, Caller caller) {
    cases.require(id, caller);
    caseFiles.keepNote(id, note, text);
    return clock.instant();
  }

  private Relation relation(CaseRecord record, Caller caller) {
    if (record.isAssignedTo(caller)) {
      return Relation.ASSIGNED;
    }
    if (caller.organization().equals(record.guardian()) && caller.has(Roles.GUARD)) {
      return Relation.GUARDIAN;
    }
    if (registered(record, caller)) {
      return Relation.REGISTRAR;
    }
    if (caller.has(Roles.ID) && isParty(record, "identification", Party.COUNTERPART, caller)) {
      return Relation.IDENTIFIES;
    }
    if (caller.has(Roles.XB) && isParty(record, "cross-border", Party.ABROAD, caller)) {
      return Relation.ASKED_ABROAD;
    }
    throw RefusedException.notFound();
  }

  private static ConsentScope scope(Relation relation) {
    return switch (relation) {
      case ASSIGNED, GUARDIAN, REGISTRAR -> ConsentScope.STORAGE;
      case IDENTIFIES -> ConsentScope.MECHANISM;
      case ASKED_ABROAD -> ConsentScope.CROSS_BORDER;
      case SERVING, ON_REQUEST, BREAK_GLASS ->
          throw new IllegalArgumentException("is opened elsewhere");
    };
  }

  private static boolean registered(CaseRecord record, Caller caller) {
    boolean managedChild = record.isChild() && record.assigned().manager() != null;
    return record.isRegistrar(caller) && !managedChild;
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
