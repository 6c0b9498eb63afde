package org.uputnica.launch;

import org.jspecify.annotations.Nullable;

/** The last lines of a start: where everything is and who can sign in. */
final class Welcome {
  private static @Nullable Runnable greeting;

  private Welcome() {}

  /** Keeps the words until the service answers. */
  static void prepare(EmbeddedStack stack, Progress progress) {
    greeting = () -> greet(stack, progress);
  }

  static void say() {
    Runnable words = greeting;
    if (words != null) {
      words.run();
    }
  }

  private static void greet(EmbeddedStack stack, Progress progress) {
    var settings = stack.settings();
    String service = "http://localhost:" + settings.servicePort();
    progress.say("");
    progress.say("Uputnica is running.");
    progress.say("  Service   " + service);
    progress.say("  API page  " + service + "/q/swagger-ui");
    progress.say(
        "  Keycloak  "
            + stack.keycloak().address()
            + " (console: "
            + KeycloakServer.ADMIN
            + ", password "
            + KeycloakServer.ADMIN_PASSWORD
            + ")");
    progress.say("  Data      " + settings.data());
    progress.say("");
    progress.say("Invented people, password demo:");
    for (var person : DemoPeople.in(settings.realm())) {
      progress.say(String.format("  %-9s %s", person.username(), person.what()));
    }
    progress.say("");
    progress.say("Ctrl-C stops everything; the data stays.");
  }
}
