package org.uputnica.consent;

import java.util.Set;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;

/**
 * Leave to unseal exactly these items for exactly this organisation, in the transaction in which it
 * was given. Only {@link DisclosureGate} can make one.
 */
public final class Grant {
  private final CaseId caseId;
  private final OrganizationId recipient;
  private final Set<ItemCategory> items;
  private final String ground;

  Grant(CaseId caseId, OrganizationId recipient, Set<ItemCategory> items, String ground) {
    this.caseId = caseId;
    this.recipient = recipient;
    this.items = Set.copyOf(items);
    this.ground = ground;
  }

  public CaseId caseId() {
    return caseId;
  }

  public OrganizationId recipient() {
    return recipient;
  }

  public Set<ItemCategory> items() {
    return items;
  }

  /** {@code CS-*}, {@code CHILD-PROTECTION-DUTY} or {@code OV-*}. */
  public String ground() {
    return ground;
  }
}
