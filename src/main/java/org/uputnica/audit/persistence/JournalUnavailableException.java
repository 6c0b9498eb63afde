package org.uputnica.audit.persistence;

import java.sql.SQLException;

/** The journal could not be read or written; what was to be recorded does not happen either. */
public class JournalUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalUnavailableException(SQLException cause) {
    super("the journal is not available", cause);
  }
}
