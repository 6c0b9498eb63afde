package org.uputnica.launch;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code serve}: the service alone, against what the environment names. */
final class Production {
  private Production() {}

  static int serve() {
    var exit = new AtomicInteger();
    Quarkus.run(
        null,
        (code, failure) -> {
          exit.set(code);
          if (failure != null) {
            Complaint.about("The service does not start: " + Complaint.rootOf(failure));
            exit.set(Complaint.EXIT);
          }
        });
    return exit.get();
  }
}
