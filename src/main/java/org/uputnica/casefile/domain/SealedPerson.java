package org.uputnica.casefile.domain;

import java.util.Map;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * What the vault keeps of a person, as far as it was asked for.
 *
 * @param responsible organisation responsible now; the index was sealed under it
 * @param key the data key, wrapped for the organisation that asks
 * @param index sealed list of the current version of every slot
 * @param items those asked for and there
 */
public record SealedPerson(
    CaseId caseId,
    CountryCode country,
    OrganizationId responsible,
    WrappedKey key,
    SealedBody index,
    Map<Slot, SealedBody> items) {
  public SealedPerson {
    items = Map.copyOf(items);
  }

  /** What is new after something was kept: the index always, and the slots that changed. */
  public record Change(SealedBody index, Map<Slot, SealedBody> items) {
    public Change {
      items = Map.copyOf(items);
    }
  }
}
