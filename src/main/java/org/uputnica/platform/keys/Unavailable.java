package org.uputnica.platform.keys;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** The one answer when keys cannot be reached: said, logged by name of the key, nothing done. */
final class Unavailable {
  private Unavailable() {}

  /**
   * The result of {@code work}.
   *
   * @param what name of the key or file, for the log
   * @throws RefusedException {@code unavailable} when it fails
   */
  static <T> T unless(String what, KeyFiles.Work<T> work) {
    try {
      return work.call();
    } catch (IOException
        | UncheckedIOException
        | GeneralSecurityException
        | ProviderException broken) {
      throw because(what, broken.getClass().getSimpleName());
    }
  }

  static RefusedException because(String what, String why) {
    Log.errorf("key %s cannot be used: %s", what, why);
    return RefusedException.of(
        ProblemType.UNAVAILABLE, "The keys cannot be reached; nothing was read or changed");
  }
}
