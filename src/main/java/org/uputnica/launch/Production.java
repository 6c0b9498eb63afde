package org.uputnica.launch;

import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * {@code serve}: the service alone, against what the environment names. It does not start with a
 * setting that is unsafe for real people, and names every one of them.
 */
final class Production {
  private Production() {}

  static int serve() {
    // The tests start this artefact against a stack of their own, which says so.
    if (!Boolean.getBoolean(EmbeddedStack.MARKER)) {
      List<UnsafeSetting> unsafe =
          UnsafeSettings.in(Deployment.inspect(ConfigProvider.getConfig()));
      if (!unsafe.isEmpty()) {
        unsafe.forEach(s -> Complaint.about("unsafe setting " + s.name() + ": " + s.why()));
        return Complaint.EXIT;
      }
    }
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
