package org.uputnica.consent;

import java.util.Set;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;

/** Grants as the gate would make them, for tests of what stands behind the gate. */
public final class Grants {
  private Grants() {}

  public static Grant of(CaseId caseId, OrganizationId recipient, ItemCategory... items) {
    return new Grant(caseId, recipient, Set.of(items), "CONSENT");
  }
}
