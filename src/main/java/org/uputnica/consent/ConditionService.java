package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.Condition;
import org.uputnica.consent.domain.Conditions;
import org.uputnica.consent.domain.ConsentRefusal.ConditionBinds;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/** Front door to the conditions under which another country shared a person's data. */
@ApplicationScoped
@Transactional
public class ConditionService {
  private final Conditions conditions;
  private final DirectoryService directory;
  private final AuditTrail audit;

  ConditionService(Conditions conditions, DirectoryService directory, AuditTrail audit) {
    this.conditions = conditions;
    this.directory = directory;
    this.audit = audit;
  }

  /** From now on they bind this country as well. */
  public void bind(CaseForConsent about, Set<Condition> under) {
    if (under.isEmpty()) {
      return;
    }
    conditions.bind(about, under);
    audit.append(
        AuditEvent.of(
            "conditions-bound",
            about.id(),
            about.id(),
            "conditions",
            String.join(" ", under.stream().map(Enum::name).sorted().toList())));
  }

  /** The conditions that bind a case, and travel on with it. */
  public Set<Condition> of(CaseId id) {
    return conditions.of(id);
  }

  /**
   * Demands that no condition keeps this organisation from receiving anything of this person.
   *
   * @throws RefusedException {@code condition-binds} naming the conditions
   */
  public void requireFree(CaseId id, OrganizationId receiver) {
    requireFree(conditions.of(id), receiver);
  }

  /**
   * Demands that none of these conditions keeps this organisation out.
   *
   * @throws RefusedException {@code condition-binds} naming the conditions
   */
  public void requireFree(Set<Condition> under, OrganizationId receiver) {
    List<Condition> binding = binding(under, receiver, Set.of());
    if (!binding.isEmpty()) {
      throw new RefusedException(new ConditionBinds(binding));
    }
  }

  /** Those of the case's conditions that keep a disclosure from happening. */
  List<Condition> binding(Disclosure asked) {
    return binding(conditions.of(asked.caseId()), asked.recipient(), asked.scopes());
  }

  private List<Condition> binding(
      Set<Condition> under, OrganizationId receiver, Set<ConsentScope> scopes) {
    if (under.isEmpty()) {
      return List.of();
    }
    Set<String> functions =
        directory.organization(receiver).map(Organization::functions).orElse(Set.of());
    return under.stream().filter(one -> one.forbids(functions, scopes)).sorted().toList();
  }
}
