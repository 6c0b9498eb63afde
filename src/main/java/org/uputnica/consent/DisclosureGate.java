package org.uputnica.consent;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.Basis;
import org.uputnica.consent.domain.Condition;
import org.uputnica.consent.domain.ConsentPolicy;
import org.uputnica.consent.domain.ConsentRefusal.ConditionBinds;
import org.uputnica.consent.domain.ConsentRefusal.ConsentMissing;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.consent.domain.Decision;
import org.uputnica.consent.domain.DenyReason;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.FieldTable;
import org.uputnica.consent.domain.IdentityAccess;
import org.uputnica.consent.domain.IdentityAccesses;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Recalls;
import org.uputnica.consent.domain.Relation;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/**
 * The only door out of the vault. Asks the one decision and journals either answer: a permit in the
 * transaction in which it is used, a denial after that transaction has rolled back.
 */
@ApplicationScoped
public class DisclosureGate {
  /** Ground of what she sent herself to who reads it. */
  public static final String ADDRESSED = "HER-MESSAGE";

  private static final int MOST_STATEMENTS = 8;

  private final ConsentStatements statements;
  private final ConditionService conditions;
  private final IdentityAccesses accesses;
  private final Recalls recalls;
  private final ProcessingRecordService records;
  private final FieldTable fields;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;
  private final Event<Denied> denials;

  DisclosureGate(
      ConsentStatements statements,
      ConditionService conditions,
      IdentityAccesses accesses,
      Recalls recalls,
      ProcessingRecordService records,
      ConsentRules rules,
      AuditTrail audit,
      Callers callers,
      Clock clock,
      Event<Denied> denials) {
    this.statements = statements;
    this.conditions = conditions;
    this.accesses = accesses;
    this.recalls = recalls;
    this.records = records;
    this.fields = rules.fields();
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
    this.denials = denials;
  }

  /** What the table shows the current caller in this relation under this scope. */
  public Set<ItemCategory> shown(Relation relation, ConsentScope scope) {
    return fields.shown(relation, callers.current().roles(), scope.code());
  }

  /** What the table shows the current caller when identity is opened in this way. */
  public Set<ItemCategory> shown(IdentityAccess.Kind kind) {
    Set<String> roles = callers.current().roles();
    return switch (kind) {
      case ON_REQUEST -> fields.shown(Relation.ON_REQUEST, roles, Basis.Requested.CODE);
      case BREAK_GLASS -> fields.shown(Relation.BREAK_GLASS, roles, Basis.BrokenGlass.CODE);
    };
  }

  /**
   * Opens for somebody at a desk, or for a message she sends: what the table shows in her relation,
   * and of that exactly what was asked and is agreed to, or nothing at all. A withdrawal waits
   * until the transaction ends, so after it was acknowledged nothing more goes out.
   *
   * @throws RefusedException {@code consent-missing} naming the scope and why; {@code
   *     condition-binds} when the data came under a condition that keeps the receiver out
   */
  @Transactional
  public Grant open(Disclosure asked, Relation as) {
    for (ConsentScope scope : asked.scopes()) {
      Set<ItemCategory> hidden = EnumSet.noneOf(ItemCategory.class);
      hidden.addAll(asked.items());
      hidden.removeAll(shown(as, scope));
      if (!hidden.isEmpty()) {
        throw denied(
            asked, new Decision.Deny(scope, DenyReason.ITEMS_NOT_COVERED, List.of(), hidden));
      }
    }
    return decide(asked);
  }

  /**
   * Whether {@link #open(Disclosure, Relation)} would open this right now. Opens nothing, and the
   * journal learns nothing.
   */
  @Transactional
  public boolean opens(Disclosure asked, Relation as) {
    return asked.scopes().stream().allMatch(scope -> shown(as, scope).containsAll(asked.items()))
        && conditions.binding(asked).isEmpty()
        && ConsentPolicy.decide(asked, statements.of(asked.caseId()), clock.instant()).isPermit();
  }

  /**
   * Opens by leave of its own: a request that was granted, or a broken glass; its items, for who
   * asked, until it ends. What was shown on request can be asked back.
   *
   * @throws RefusedException {@code not-found} for everybody else and outside its time, alike;
   *     {@code condition-binds} as above
   */
  @Transactional
  public Grant open(UUID access) {
    Caller caller = callers.current();
    IdentityAccess leave =
        accesses
            .find(access)
            .filter(it -> it.opensFor(caller, clock.instant()))
            .filter(it -> shown(it.kind()).containsAll(it.items()))
            .filter(it -> !it.isEndedBy(statements.everSaid(it.caseId())))
            .orElseThrow(RefusedException::notFound);
    requireUnbound(
        Disclosure.ownRecord(leave.caseId(), caller.organization(), leave.items(), false));
    if (!leave.isBreakGlass()) {
      recalls.shown(
          leave.caseId(),
          caller.organization(),
          Set.of(leave.basis().scope()),
          leave.items(),
          clock.instant());
    }
    String ground = leave.basis().code();
    audit.append(
        AuditEvent.of(
            "disclosure-permitted",
            leave.caseId(),
            leave.id(),
            "ground",
            ground,
            "recipient",
            caller.organization().toString(),
            "items",
            names(leave.items())));
    records.keep(
        leave.caseId(),
        caller.organization(),
        List.of(leave.basis()),
        leave.items(),
        clock.instant());
    return new Grant(leave.caseId(), caller.organization(), leave.items(), ground);
  }

  /**
   * Opens words that were addressed to the caller's desk, by the person herself or by the other
   * side of a referral: that they were sent there is the leave. Nothing else of her file; that they
   * were has been found before.
   */
  @Transactional
  public Grant openAddressed(CaseId caseId) {
    OrganizationId reader = callers.current().organization();
    Set<ItemCategory> words = EnumSet.of(ItemCategory.NARRATIVE);
    audit.append(
        AuditEvent.of(
            "disclosure-permitted",
            caseId,
            reader,
            "ground",
            ADDRESSED,
            "recipient",
            reader.toString(),
            "items",
            names(words)));
    return new Grant(caseId, reader, words, ADDRESSED);
  }

  private Grant decide(Disclosure asked) {
    requireUnbound(asked);
    Instant now = clock.instant();
    return switch (ConsentPolicy.decide(asked, statements.of(asked.caseId()), now)) {
      case Decision.Permit permit -> {
        Set<ConsentScope> agreed = permit.ground().agreed();
        recalls.shown(asked.caseId(), asked.recipient(), agreed, permit.items(), now);
        audit.append(
            event(
                "disclosure-permitted",
                asked,
                Map.of("ground", permit.ground().code()),
                permit.ground().statements()));
        records.keep(
            asked.caseId(), asked.recipient(), permit.ground().bases(), permit.items(), now);
        yield new Grant(asked.caseId(), asked.recipient(), permit.items(), permit.ground().code());
      }
      case Decision.Deny deny -> throw denied(asked, deny);
    };
  }

  private void requireUnbound(Disclosure asked) {
    List<Condition> binding = conditions.binding(asked);
    if (!binding.isEmpty()) {
      String names = binding.stream().map(Enum::name).collect(Collectors.joining(" "));
      Map<String, String> why = Map.of("reason", "CONDITION", "conditions", names);
      denials.fire(
          new Denied(callers.current(), event("disclosure-denied", asked, why, List.of())));
      throw new RefusedException(new ConditionBinds(binding));
    }
  }

  private RefusedException denied(Disclosure asked, Decision.Deny deny) {
    denials.fire(
        new Denied(
            callers.current(),
            event(
                "disclosure-denied",
                asked,
                Map.of("scope", deny.scope().code(), "reason", deny.reason().name()),
                deny.statements())));
    return new RefusedException(new ConsentMissing(deny.scope(), deny.reason(), deny.uncovered()));
  }

  void journal(@Observes(during = TransactionPhase.AFTER_COMPLETION) Denied denied) {
    Callers.as(
        denied.caller(),
        () -> {
          QuarkusTransaction.requiringNew().run(() -> audit.append(denied.event()));
          return denied;
        });
  }

  private static AuditEvent event(
      String action, Disclosure asked, Map<String, String> answer, List<ConsentId> decided) {
    Map<String, String> details = new TreeMap<>(answer);
    details.put("recipient", asked.recipient().toString());
    details.put(
        "scopes", asked.scopes().stream().map(ConsentScope::code).collect(Collectors.joining(" ")));
    details.put("items", names(asked.items()));
    for (int i = 0; i < Math.min(decided.size(), MOST_STATEMENTS); i++) {
      details.put("statement." + (i + 1), decided.get(i).toString());
    }
    return new AuditEvent(action, asked.caseId(), asked.recipient().toString(), details);
  }

  private static String names(Set<ItemCategory> items) {
    return items.stream().map(Enum::name).collect(Collectors.joining(" "));
  }

  /** A denial on its way to the journal. */
  record Denied(Caller caller, AuditEvent event) {}
}
