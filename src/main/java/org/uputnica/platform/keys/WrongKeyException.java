package org.uputnica.platform.keys;

/** A wrapped key does not open with this organisation's key in this context. Holds no detail. */
public class WrongKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongKeyException() {
    super("the wrapped key does not open here");
  }
}
