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
import org.uputnica.consent.domain.ConsentStatement;
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
  private final PossibleMatchService matches;
  private final ConsentService consents;
  private final OpenEnvelopes envelopes;
  private final WordsBetweenDesks words;
  private final DisclosureGate gate;
  private final Clock clock;

  IdentityService(
      CaseService cases,
      TrackService tracks,
      CaseFileService caseFiles,
      PossibleMatchService matches,
      ConsentService consents,
      OpenEnvelopes envelopes,
      WordsBetweenDesks words,
      DisclosureGate gate,
      Clock clock) {
    this.cases = cases;
    this.tracks = tracks;
    this.caseFiles = caseFiles;
    this.matches = matches;
    this.consents = consents;
    this.envelopes = envelopes;
    this.words = words;
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
    Relation relation = relation(record, caller).orElseThrow(RefusedException::notFound);
    Grant grant = open(record, relation, shown(record, relation, caller), caller);
    caseFiles.admit(id, caller.organization());
    caseFiles.letFind(id, caller.organization(), grant.items());
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
    cases.hold(id);
    CaseRecord record = requireKeeper(id, caller);
    expected.require(record.revision());
    boolean onlyAlias =
        items.name() == null && items.categories().equals(EnumSet.of(ItemCategory.NAME));
    if (!onlyAlias) {
      requireStorage(record, items.categories());
    }
    CaseRecord renewed = cases.renew(record);
    caseFiles.keep(id, items);
    matches.lookFor(renewed, caller);
    return renewed;
  }

  /**
   * Everything that is kept of a person and that she agreed to be kept, for herself; handed to her
   * by the manager of the case or a colleague on it. Who may call this with which proof of sign-in
   * is said on the resource.
   *
   * @throws RefusedException {@code not-found} for everybody else; {@code consent-missing} when
   *     nothing may be opened
   */
  public PersonsCopy copyOut(CaseId id, Caller caller) {
    CaseRecord record = cases.require(id, caller);
    if (!record.isAssignedTo(caller)) {
      throw RefusedException.notFound();
    }
    Grant grant = open(record, Relation.ASSIGNED, shown(record, Relation.ASSIGNED, caller), caller);
    return new PersonsCopy(
        record,
        clock.instant(),
        grant.items(),
        caseFiles.copyOut(grant),
        words.of(id),
        consents.everSaid(id).stream()
            .filter(statement -> !(statement instanceof ConsentStatement.ExceptionApproved))
            .toList());
  }

  /**
   * The case, if this caller may keep something of this category with it.
   *
   * @throws RefusedException {@code not-found}, {@code consent-missing} without CS-STO
   */
  public CaseRecord requireKeeping(CaseId id, ItemCategory category, Caller caller) {
    CaseRecord record = requireKeeper(id, caller);
    requireStorage(record, EnumSet.of(category));
    return record;
  }

  /**
   * Leave to open this one category, on the terms of {@link #open}.
   *
   * @throws RefusedException {@code not-found}, {@code consent-missing}
   */
  public Grant leave(CaseId id, ItemCategory category, Caller caller) {
    CaseRecord record = cases.involved(id);
    Relation relation = relation(record, caller).orElseThrow(RefusedException::notFound);
    Grant grant = open(record, relation, EnumSet.of(category), caller);
    caseFiles.admit(id, caller.organization());
    return grant;
  }

  /**
   * Asks again, while what {@link #leave} let through is on its way; the journal learns of a
   * refusal only. A withdrawal waits until the transaction ends.
   *
   * @throws RefusedException those of {@link #leave}
   */
  public void requireLeave(CaseId id, ItemCategory category, Caller caller) {
    CaseRecord record = cases.involved(id);
    Set<ItemCategory> items = EnumSet.of(category);
    boolean open =
        relation(record, caller)
            .filter(it -> gate.opens(asked(record, it, items, caller), it))
            .isPresent();
    if (!open) {
      leave(id, category, caller);
    }
  }

  /** Seals words under an id a step can refer to. */
  public Instant keepNote(CaseId id, UUID note, String text, Caller caller) {
    cases.require(id, caller);
    caseFiles.keepNote(id, note, text);
    return clock.instant();
  }

  /**
   * The categories {@link #open(CaseId, Caller)} would open now, or for a service the person is
   * with, her identity envelopes. Nothing is opened, and nothing is said about why not.
   */
  public Set<ItemCategory> mayOpen(CaseId id, Caller caller) {
    return cases
        .find(id, caller)
        .map(record ->
            relation(record, caller)
                .map(relation -> mayOpen(record, relation, caller))
                .orElseGet(() -> envelopes.open(record, caller)))
        .orElse(Set.of());
  }

  private Set<ItemCategory> mayOpen(CaseRecord record, Relation relation, Caller caller) {
    Set<ItemCategory> items = shown(record, relation, caller);
    return gate.opens(asked(record, relation, items, caller), relation) ? items : Set.of();
  }

  private Grant open(CaseRecord record, Relation relation, Set<ItemCategory> items, Caller caller) {
    return gate.open(asked(record, relation, items, caller), relation);
  }

  private static Disclosure asked(
      CaseRecord record, Relation relation, Set<ItemCategory> items, Caller caller) {
    return Disclosure.of(
        record.id(), scope(relation), caller.organization(), items, record.isChild());
  }

  private Set<ItemCategory> shown(CaseRecord record, Relation relation, Caller caller) {
    ConsentScope scope = scope(relation);
    Set<ItemCategory> items = agreed(record, scope, caller);
    items.retainAll(gate.shown(relation, scope));
    return items;
  }

  private Optional<Relation> relation(CaseRecord record, Caller caller) {
    if (record.isAssignedTo(caller)) {
      return Optional.of(Relation.ASSIGNED);
    }
    if (caller.organization().equals(record.guardian()) && caller.has(Roles.GUARD)) {
      return Optional.of(Relation.GUARDIAN);
    }
    if (registered(record, caller)) {
      return Optional.of(Relation.REGISTRAR);
    }
    if (caller.has(Roles.ID) && isParty(record, "identification", Party.COUNTERPART, caller)) {
      return Optional.of(Relation.IDENTIFIES);
    }
    if (caller.has(Roles.XB) && isParty(record, "cross-border", Party.ABROAD, caller)) {
      return Optional.of(Relation.ASKED_ABROAD);
    }
    return Optional.empty();
  }

  private static ConsentScope scope(Relation relation) {
    return switch (relation) {
      case ASSIGNED, GUARDIAN, REGISTRAR -> ConsentScope.STORAGE;
      case IDENTIFIES -> ConsentScope.MECHANISM;
      case ASKED_ABROAD -> ConsentScope.CROSS_BORDER;
      case SERVING, ON_REQUEST, BREAK_GLASS, SENDS_ABROAD ->
          throw new IllegalArgumentException("is opened elsewhere");
    };
  }

  /**
   * The case, for who works on it: its manager, a colleague, or who registered it.
   *
   * @throws RefusedException {@code not-found} for everybody else of the house too
   */
  public CaseRecord requireKeeper(CaseId id, Caller caller) {
    CaseRecord record = cases.requireTeam(id, caller);
    if (!record.isAssignedTo(caller) && !registered(record, caller)) {
      throw RefusedException.notFound();
    }
    return record;
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

  private void requireStorage(CaseRecord record, Set<ItemCategory> items) {
    Disclosure storing =
        Disclosure.ownRecord(record.id(), record.responsible(), items, record.isChild());
    if (!consents.decide(storing).isPermit()) {
      throw RefusedException.of(
          ProblemType.CONSENT_MISSING,
          "Ask first whether a record may be kept, and which items",
          FieldProblem.about(
              "CS-STO", "does not cover these items for the responsible organisation"));
    }
  }

  /** Identity items that were opened, and on which ground. */
  public record Opened(Grant grant, IdentityItems items) {}
}
