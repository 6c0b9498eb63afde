package org.uputnica.audit.domain;

/** An entry whose content somebody may not see; salted, so its hash tells nothing of it. */
public record HiddenEntry(long id, Octets leaf) implements JournalLeaf {
  @Override
  public boolean isUntouched() {
    return true;
  }
}
