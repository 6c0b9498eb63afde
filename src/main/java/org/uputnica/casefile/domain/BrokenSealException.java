package org.uputnica.casefile.domain;

/**
 * What is kept is not what was sealed: changed, moved, put back from earlier, or taken away. Holds
 * no detail of the person.
 */
public class BrokenSealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenSealException(String what) {
    super(what);
  }
}
