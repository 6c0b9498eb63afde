package org.uputnica.launch;

/** What goes wrong at the start is said in one line on standard error. */
final class Complaint {
  /** Exit code of a start that did not succeed. */
  static final int EXIT = 1;

  private Complaint() {}

  static void about(String line) {
    System.err.println("uputnica: " + line);
    System.err.flush();
  }

  /** The innermost cause in one line. */
  static String rootOf(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? "" : cause.getMessage().lines().findFirst().orElse("");
    return cause.getClass().getSimpleName() + ": " + message;
  }
}
