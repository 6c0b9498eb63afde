package org.uputnica.crossborder;

import java.util.Set;
import org.uputnica.consent.domain.Condition;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.crossborder.domain.Purpose;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.TrackId;

/** The wish to ask another country. Nothing leaves by it. */
public record DraftRequest(
    TrackId id,
    CaseId caseId,
    CountryCode toCountry,
    Purpose purpose,
    Set<ItemCategory> items,
    Set<Condition> conditions) {
  public DraftRequest {
    items = Set.copyOf(items);
    conditions = Set.copyOf(conditions);
  }
}
