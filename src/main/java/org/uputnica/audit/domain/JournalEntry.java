package org.uputnica.audit.domain;

/**
 * An entry as the journal holds it.
 *
 * @param id position in the journal; stays inside the service
 */
public record JournalEntry(long id, EntryContent content, Octets salt, Octets leaf)
    implements JournalLeaf {
  @Override
  public boolean isUntouched() {
    return content.leaf(salt).equals(leaf);
  }
}
