package org.uputnica.launch;

import java.io.Serial;

/**
 * The start cannot go on. The message is one line for the person at the keyboard: what is wrong and
 * what helps.
 */
public final class LaunchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  LaunchException(String line) {
    super(line);
  }

  LaunchException(String line, Throwable cause) {
    super(line, cause);
  }
}
