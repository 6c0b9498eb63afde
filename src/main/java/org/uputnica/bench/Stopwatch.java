package org.uputnica.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Takes the times of one worker while it is told to. */
final class Stopwatch {
  private final Map<String, Times> times = new LinkedHashMap<>();
  private volatile boolean counting;

  /** Runs one request and takes its time. */
  <T> T time(String what, Callable<T> request) throws Exception {
    long began = System.nanoTime();
    T result = request.call();
    done(what, began);
    return result;
  }

  /** Something that began then has been done. */
  void done(String what, long began) {
    Times known = times.computeIfAbsent(what, _ -> new Times());
    if (counting) {
      known.add(System.nanoTime() - began);
    }
  }

  void count(boolean now) {
    counting = now;
  }

  /** Only when its worker has ended. */
  Map<String, Times> times() {
    return times;
  }
}
