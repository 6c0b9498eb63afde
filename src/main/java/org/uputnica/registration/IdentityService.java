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
   * Opens what this caller may see: the case manager and the guardian of the case, whoever
   * registered it (own registrations only), and the body that identifies formally under CS-NRM.
   *
   * @throws RefusedException {@code not-found} for everybody else, {@code consent-missing} when the
   *     person did not agree
   */
  public Opened open(CaseId id, Caller caller) {
    CaseRecord record = cases.involved(id);
    ConsentScope scope = scope(record, caller);
    Disclosure asked =
        Disclosure.of(
            id, scope, caller.organization(), agreed(record, scope, caller), record.isChild());
    Grant grant = gate.open(asked);
    caseFiles.admit(id, caller.organization());
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
    if (!onlyAlias) {
      requireStorage(record, items.categories());
    }
    CaseRecord renewed = cases.renew(record);
    caseFiles.keep(id, items);
    return renewed;
  }

  /**
   * The case, if this caller may keep something of this category with it.
   *
   * @throws RefusedException {@code not-found}, {@code consent-missing} without CS-STO
   */
  public CaseRecord requireKeeping(CaseId id, ItemCategory category, Caller caller) {
    CaseRecord record = cases.requireTeam(id, caller);
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
    ConsentScope scope = scope(record, caller);
    Grant grant =
        gate.open(
            Disclosure.of(
                id, scope, caller.organization(), EnumSet.of(category), record.isChild()));
    caseFiles.admit(id, caller.organization());
    return grant;
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

  private ConsentScope scope(CaseRecord record, Caller caller) {
    boolean manages = caller.isOf(record.responsible()) && caller.has(Roles.CASE);
    boolean guards = caller.organization().equals(record.guardian()) && caller.has(Roles.GUARD);
    boolean registered =
        caller.user().equals(record.registeredBy())
            && caller.roles().stream().anyMatch(REGISTRARS::contains);
    if (manages || guards || registered) {
      return ConsentScope.STORAGE;
    }
    if (isIdentificationBody(record, caller)) {
      return ConsentScope.MECHANISM;
    }
    if (caller.has(Roles.XB) && isParty(record, "cross-border", Party.ABROAD, caller)) {
      return ConsentScope.CROSS_BORDER;
    }
    throw RefusedException.notFound();
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
