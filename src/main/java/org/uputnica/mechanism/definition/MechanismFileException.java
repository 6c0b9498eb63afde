package org.uputnica.mechanism.definition;

/**
 * A procedure file says something that cannot be meant. The message names file and line, what is
 * wrong, and what to do.
 */
public final class MechanismFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;

  MechanismFileException(String file, int line, String wrong, String whatToDo) {
    super(file + ":" + line + ": " + wrong + "; " + whatToDo);
    this.file = file;
    this.line = line;
  }

  /** The file, such as {@code base/referral.yaml}. */
  public String file() {
    return file;
  }

  /** The line, counted from 1. */
  public int line() {
    return line;
  }
}
