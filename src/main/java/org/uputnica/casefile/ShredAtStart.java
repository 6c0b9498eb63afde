package org.uputnica.casefile;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;

/**
 * Erases again whoever is on the shred list, before the first request is answered and the first job
 * runs, which the scheduler begins at {@code PLATFORM_BEFORE}: a database put back from a backup
 * knows her still. Who cannot be erased is kept shut until {@link ErasureJob} has done it; if even
 * that cannot be written, or the list is damaged, there is no start.
 */
@ApplicationScoped
class ShredAtStart {

  private final FileErasureService files;

  ShredAtStart(FileErasureService files) {
    this.files = files;
  }

  void compare(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent started) {
    int again = Callers.as(Caller.NODE, files::shredAgain);
    if (again > 0) {
      Log.warnf("ALARM %d erased persons had come back with the database; erased again", again);
    }
  }
}
