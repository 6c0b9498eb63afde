package org.uputnica.offer;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.referral.domain.Priority;

/**
 * The wish to ask services one after the other. Nothing leaves by it.
 *
 * @param services in the order in which they are asked
 */
public record StartCascade(
    UUID id,
    CaseId caseId,
    List<ServiceId> services,
    Priority priority,
    Set<ItemCategory> items,
    List<String> needs,
    String meetingPlace,
    String companion) {
  public StartCascade {
    services = List.copyOf(services);
    items = Set.copyOf(items);
    needs = List.copyOf(needs);
  }
}
