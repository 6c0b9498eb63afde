package org.uputnica.audit.domain;

import java.util.Map;

/**
 * Is led through a journal: first its keys, then every checkpoint in the order of its number, then
 * the entries outside of them, in the order of their ids.
 */
public interface JournalVisitor {
  /** The next key the journal was signed with. */
  void key(JournalKey key);

  /**
   * The next checkpoint.
   *
   * @param stored the entries with the ids of its members, as far as they are there
   */
  void checkpoint(Checkpoint next, Map<Long, ? extends JournalLeaf> stored);

  /**
   * An entry that is announced for the next checkpoint.
   *
   * @param announced the hash it is announced with
   */
  void waiting(JournalLeaf entry, Octets announced);

  /** An entry that no checkpoint names and that is not announced for the next one either. */
  void outside(JournalLeaf entry);

  /** An id that is announced for the next checkpoint, but has no entry. */
  void absent(long id);

  /** Whether the rest need not be shown. */
  boolean hasSeenEnough();
}
