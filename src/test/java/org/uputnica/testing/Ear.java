package org.uputnica.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears what a class logs, until it is closed. */
public final class Ear implements AutoCloseable {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Logger log;
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          heard.add(line.getMessage().formatted(line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private Ear(Class<?> whom) {
    log = Logger.getLogger(whom.getName());
    log.addHandler(handler);
  }

  public static Ear of(Class<?> whom) {
    return new Ear(whom);
  }

  /** Whether it said something for the operator about this. */
  public boolean alarmed(Object about) {
    return heard.stream().anyMatch(it -> it.contains("ALARM") && it.contains(about.toString()));
  }

  @Override
  public void close() {
    log.removeHandler(handler);
  }
}
