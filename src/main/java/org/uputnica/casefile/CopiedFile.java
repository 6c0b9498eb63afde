package org.uputnica.casefile;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.domain.ItemCategory;

/**
 * What was opened of a file for the person herself.
 *
 * @param notes texts by id
 * @param kept the categories of which something is kept, opened or not
 */
public record CopiedFile(
    IdentityItems items, SortedMap<UUID, String> notes, Set<ItemCategory> kept) {
  public CopiedFile {
    notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
    kept = Set.copyOf(kept);
  }

  @Override
  public String toString() {
    return "CopiedFile" + kept + "[redacted]";
  }
}
