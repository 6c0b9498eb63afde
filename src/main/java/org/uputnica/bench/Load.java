package org.uputnica.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All workers at once: first a warm-up nobody counts, then the time that is measured. */
final class Load {
  static final String UNIT = "unit";

  private final Processes processes;

  Load(Processes processes) {
    this.processes = processes;
  }

  /**
   * Runs one phase.
   *
   * @param connections workers, each with one request or transaction at a time
   * @throws BenchException at the first failure of any worker
   */
  Phase run(String title, int connections, Worker.Hiring hiring, Duration warmUp, Duration measured)
      throws Exception {
    Crew crew = new Crew();
    for (int i = 0; i < connections; i++) {
      crew.add(hiring.hire());
    }
    try {
      crew.begin();
      boolean early = crew.ended.await(warmUp.toNanos(), TimeUnit.NANOSECONDS);
      Processes.Usage before = processes.usage();
      long began = System.nanoTime();
      crew.count(true);
      early |= crew.ended.await(measured.toNanos(), TimeUnit.NANOSECONDS);
      crew.count(false);
      double seconds = (System.nanoTime() - began) / 1e9;
      Processes.Usage used = processes.usage().since(before);
      crew.stop();
      Phase phase = new Phase(title, seconds, early, crew.times(), used);
      if (phase.units() == 0) {
        throw new BenchException(
            title + ": nothing was finished in the measured time, take more --seconds");
      }
      return phase;
    } finally {
      crew.stop();
    }
  }

  private static final class Crew {
    private final List<Stopwatch> watches = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean goOn = true;

    private void add(Worker worker) {
      Stopwatch watch = new Stopwatch();
      watches.add(watch);
      threads.add(Thread.ofPlatform().unstarted(() -> repeat(worker, watch)));
    }

    private void repeat(Worker worker, Stopwatch watch) {
      try {
        long began = System.nanoTime();
        while (goOn && worker.work(watch)) {
          watch.done(UNIT, began);
          began = System.nanoTime();
        }
      } catch (Exception failed) {
        failure.compareAndSet(null, failed);
      }
      ended.countDown();
    }

    private void begin() {
      threads.forEach(Thread::start);
    }

    private void count(boolean now) {
      watches.forEach(watch -> watch.count(now));
    }

    private void stop() throws InterruptedException {
      goOn = false;
      for (Thread thread : threads) {
        if (thread.getState() != Thread.State.NEW) {
          thread.join();
        }
      }
      Exception failed = failure.get();
      if (failed != null) {
        throw failed instanceof BenchException known
            ? known
            : new BenchException(String.valueOf(failed.getMessage()), failed);
      }
    }

    private Map<String, Times> times() {
      Map<String, Times> all = new LinkedHashMap<>();
      for (Stopwatch watch : watches) {
        watch
            .times()
            .forEach((what, times) -> all.computeIfAbsent(what, _ -> new Times()).addAll(times));
      }
      return all;
    }
  }
}
