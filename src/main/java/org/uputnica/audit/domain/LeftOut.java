package org.uputnica.audit.domain;

import java.util.Set;

/**
 * Entries that a view does not show.
 *
 * @param about codes and ids: an entry is left out when one of them is its subject or a detail of
 *     it, alone or joined with others
 */
public record LeftOut(Set<String> about) {
  public static final LeftOut NOTHING = new LeftOut(Set.of());

  public LeftOut {
    about = Set.copyOf(about);
  }
}
