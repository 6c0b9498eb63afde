package org.uputnica.audit.domain;

/**
 * An entry as it is written: its place in the journal comes from the database, its place in the
 * tree later.
 */
public record UnlinkedEntry(EntryContent content, Octets salt, Octets leaf) {
  public static UnlinkedEntry of(EntryContent content, Octets salt) {
    return new UnlinkedEntry(content, salt, content.leaf(salt));
  }
}
