package org.uputnica.platform.token;

/** A proof of possession that proves nothing. Why is nobody's business outside. */
final class InvalidProofException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidProofException() {
    super("", null, false, false);
  }
}
