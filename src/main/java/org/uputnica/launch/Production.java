package org.uputnica.launch;

import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * {@code serve}: the service alone, against what the environment names. It does not start with a
 * setting that is unsafe for real people, and names every one of them.
 */
final class Production {
  private static final Pattern LOCAL =
      Pattern.compile(
          "^(|jdbc:postgresql://|http://)(127\\.0\\.0\\.1|localhost)(:\\d+)?([/?].*)?$");

  private Production() {}

  static int serve() {
    Config config = ConfigProvider.getConfig();
    if (!Boolean.getBoolean(EmbeddedStack.MARKER) || !isOnThisMachineAlone(config)) {
      List<UnsafeSetting> unsafe = UnsafeSettings.in(Deployment.inspect(config));
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

  /**
   * The tests start this artefact against a stack of their own, which says so. Nobody is spared the
   * checks who can be reached from elsewhere, or keeps or asks elsewhere.
   */
  static boolean isOnThisMachineAlone(Config config) {
    return Stream.of(
            "quarkus.http.host", "quarkus.datasource.jdbc.url", "quarkus.oidc.auth-server-url")
        .allMatch(it -> LOCAL.matcher(config.getOptionalValue(it, String.class).orElse("")).find());
  }
}
