package org.uputnica.referral;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.referral.domain.Priority;

/** The wish to ask one service for one person. Nothing leaves by it. */
public record DraftReferral(
    TrackId id,
    CaseId caseId,
    ServiceId service,
    Priority priority,
    Set<ItemCategory> items,
    List<String> needs,
    @Nullable String meetingPlace) {
  public DraftReferral {
    items = Set.copyOf(items);
    needs = List.copyOf(needs);
  }
}
