package org.uputnica.changes.domain;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The register of what changed for whom. */
public interface Changes {
  /** Until where nothing can be added any more. */
  Horizon horizon();

  /**
   * Marks in the order of their transactions.
   *
   * @param readers {@code who@where}: the keys under which the caller is told
   */
  List<Mark> since(
      Place after, Horizon until, Set<String> readers, Set<ChangeKind> kinds, int limit);

  /** Which of these lines stand on the work list of one of the desks. */
  Set<UUID> standing(Collection<UUID> lines, Set<String> desks);
}
