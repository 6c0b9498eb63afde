package org.uputnica.consent.domain;

import java.util.Set;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;

/**
 * The question: may these items of this person go to this organisation for these purposes?
 *
 * @param scopes every one of them must be covered; never empty
 * @param items may be empty: then it is asked whether the step itself is agreed to
 * @param child a guardian's word is needed ({@link AgeOfConsent})
 */
public record Disclosure(
    CaseId caseId,
    Set<ConsentScope> scopes,
    OrganizationId recipient,
    Set<ItemCategory> items,
    boolean child) {
  public Disclosure {
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException(
          "a disclosure without a scope would be covered by nothing");
    }
    scopes = Sets.of(scopes, ConsentScope.class);
    items = Sets.of(items, ItemCategory.class);
  }

  /** One scope, one recipient. */
  public static Disclosure of(
      CaseId caseId,
      ConsentScope scope,
      OrganizationId recipient,
      Set<ItemCategory> items,
      boolean child) {
    return new Disclosure(caseId, Set.of(scope), recipient, items, child);
  }

  /** An organisation reads the record it was allowed to keep. */
  public static Disclosure ownRecord(
      CaseId caseId, OrganizationId keeper, Set<ItemCategory> items, boolean child) {
    return of(caseId, ConsentScope.STORAGE, keeper, items, child);
  }
}
