package org.uputnica.platform.problem;

/**
 * What may be logged of trouble: class names and frames, since messages of drivers and parsers
 * repeat what somebody wrote.
 */
public final class SafeTrace {
  private static final int FRAMES = 12;

  private SafeTrace() {}

  /** The chain of causes without a single message. */
  public static String of(Throwable thrown) {
    StringBuilder out = new StringBuilder();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      out.append(out.isEmpty() ? "" : System.lineSeparator() + "  caused by ")
          .append(cause.getClass().getName());
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
        out.append(System.lineSeparator()).append("    at ").append(frames[i]);
      }
    }
    return out.toString();
  }
}
