package org.uputnica.changes.domain;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /**
   * What came before one of these desks, newest first.
   *
   * @param before null to begin with the newest
   * @param since not what an earlier transaction brought
   */
  List<Arrival> arrivals(
      Set<String> desks, Set<ChangeKind> kinds, @Nullable Mark before, long since, int limit);

  /**
   * Which of these readers were told of something.
   *
   * @param from number of a transaction, included
   * @param until number of a transaction, not included
   */
  Set<String> told(Set<String> readers, long from, long until);

  /** Which of these lines stand on the work list of one of the desks. */
  Set<UUID> standing(Collection<UUID> lines, Set<String> desks);
}
