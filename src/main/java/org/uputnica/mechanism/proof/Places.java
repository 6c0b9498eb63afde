package org.uputnica.mechanism.proof;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.StateCode;

/** All runs of a case, and every combination of where they can stand as one number. */
final class Places {
  private final List<Folded> runs;
  private final int[] sizes;
  private final int[] strides;
  private final int[] opened;
  private final int[] twins;
  private final int count;

  /**
   * A case.
   *
   * @param runs those of one track next to each other
   */
  Places(List<Folded> runs) {
    this.runs = List.copyOf(runs);
    this.sizes = new int[runs.size()];
    this.strides = new int[runs.size()];
    this.opened = new int[runs.size()];
    int stride = 1;
    for (int run = 0; run < runs.size(); run++) {
      Folded track = runs.get(run);
      sizes[run] = track.nodes().size();
      strides[run] = stride;
      stride = Math.multiplyExact(stride, sizes[run]);
      opened[run] =
          track.nodes().getFirst().ways().stream().mapToInt(Way::to).findFirst().orElse(0);
    }
    this.count = stride;
    this.twins =
        IntStream.range(1, sizes.length)
            .filter(run -> track(run).code().equals(track(run - 1).code()))
            .toArray();
  }

  int runs() {
    return sizes.length;
  }

  /** How many combinations could be written down. */
  int count() {
    return count;
  }

  Folded track(int run) {
    return runs.get(run);
  }

  boolean is(int run, String track) {
    return runs.get(run).code().value().equals(track);
  }

  int stride(int run) {
    return strides[run];
  }

  int place(int at, int run) {
    return at / strides[run] % sizes[run];
  }

  int move(int at, int run, int to) {
    return at + (to - place(at, run)) * strides[run];
  }

  /** Where a run stands that has just begun. */
  int opened(int run) {
    return opened[run];
  }

  /** Code of the step that begins a run. */
  String opening(int run) {
    return runs.get(run).opening().value();
  }

  Folded.Node node(int at, int run) {
    return runs.get(run).nodes().get(place(at, run));
  }

  /** Code of the state of a run; empty text before it has begun. */
  String state(int at, int run) {
    StateCode state = node(at, run).state();
    return state == null ? "" : state.value();
  }

  /** The way with this code that leaves where a run stands, if some view opens it. */
  @Nullable Way way(int at, int run, String code) {
    for (Way way : node(at, run).ways()) {
      if (way.code().equals(code) && !way.open().isEmpty()) {
        return way;
      }
    }
    return null;
  }

  /** Where a case begins: with the runs that every case has. */
  int beginning(List<String> always) {
    int at = 0;
    for (int run = 0; run < runs(); run++) {
      if (always.contains(runs.get(run).code().value())) {
        at = move(at, run, opened[run]);
      }
    }
    return at;
  }

  /** Codes of the steps that a case begins with. */
  Stream<String> openings(List<String> always) {
    return IntStream.range(0, runs())
        .filter(run -> always.contains(runs.get(run).code().value()))
        .mapToObj(this::opening);
  }

  /** Two runs of one track have no order: the same combination, whichever came first. */
  int unordered(int at) {
    int sorted = at;
    for (int run : twins) {
      int one = place(sorted, run - 1);
      int other = place(sorted, run);
      if (one > other) {
        sorted = move(move(sorted, run - 1, other), run, one);
      }
    }
    return sorted;
  }

  boolean hasTwins() {
    return twins.length > 0;
  }
}
