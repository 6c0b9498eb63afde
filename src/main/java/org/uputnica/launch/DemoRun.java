package org.uputnica.launch;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code ./uputnica run}: database, Keycloak and service in one go, until Ctrl-C. */
final class DemoRun {
  private static final int SECONDS_FOR_THE_SERVICE = 20;

  private final CountDownLatch serviceEnded = new CountDownLatch(1);
  private final Progress progress = Progress.onConsole();
  private volatile boolean serving;

  /** Starts everything and returns the exit code once everything has ended. */
  static int run() {
    return new DemoRun().start();
  }

  private int start() {
    Path home = Path.of(System.getProperty("uputnica.home", "")).toAbsolutePath();
    var stack = new EmbeddedStack(EmbeddedStack.Settings.from(System.getenv(), home), progress);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "embedded-stop"));
    stack.start();
    stack.config().forEach(System::setProperty);
    stack.watch(line -> {
      Complaint.about(line);
      Runtime.getRuntime().exit(Complaint.EXIT);
    });
    Welcome.prepare(stack, progress);
    return serve();
  }

  private int serve() {
    var exit = new AtomicInteger();
    serving = true;
    try {
      Quarkus.run(
          Service.class,
          (code, failure) -> {
            exit.set(code);
            if (failure != null) {
              Complaint.about("The service does not start: " + Complaint.rootOf(failure));
              exit.set(Complaint.EXIT);
            }
          });
    } finally {
      serviceEnded.countDown();
    }
    return exit.get();
  }

  /** The service goes first, so that what it is doing can still be written. */
  private void stop(EmbeddedStack stack) {
    try {
      if (serving && !serviceEnded.await(SECONDS_FOR_THE_SERVICE, TimeUnit.SECONDS)) {
        Complaint.about("The service did not end in time; stopping the rest.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stack.close();
    if (serving) {
      progress.say("Stopped.");
    }
  }

  /** The running service: says that it is there, then waits for the end. */
  public static final class Service implements QuarkusApplication {
    @Override
    public int run(String... args) {
      Welcome.say();
      Quarkus.waitForExit();
      return 0;
    }
  }
}
