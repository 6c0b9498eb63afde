package org.uputnica.crossborder.message;

/** A message that is not what it claims to be; nothing is done with it. */
public class ForgedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForgedMessageException(String why) {
    super(why, null, false, false);
  }
}
