package org.uputnica.audit.domain;

/** A leaf of the tree: an entry, or of an entry that is not shown its hash alone. */
public sealed interface JournalLeaf permits JournalEntry, HiddenEntry {
  /** Position in the journal. */
  long id();

  Octets leaf();

  /** Whether the hash is the hash of what is there. */
  boolean isUntouched();
}
