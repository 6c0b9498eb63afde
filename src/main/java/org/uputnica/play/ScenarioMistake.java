package org.uputnica.play;

/** A scenario file, or the way it was called, makes no sense; the message says what and where. */
final class ScenarioMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScenarioMistake(String message) {
    super(message);
  }

  ScenarioMistake(String message, Throwable cause) {
    super(message, cause);
  }
}
