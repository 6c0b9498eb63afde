package org.uputnica.bench;

import java.util.Arrays;

/** How long something took each time, in nanoseconds. Of one thread until merged. */
final class Times {
  private long[] values = new long[1_024];
  private int size;

  void add(long nanos) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = nanos;
  }

  void addAll(Times other) {
    for (int i = 0; i < other.size; i++) {
      add(other.values[i]);
    }
  }

  int count() {
    return size;
  }

  /** The time within which this share was done, in milliseconds. */
  double within(double share) {
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    int place = (int) Math.ceil(share * size) - 1;
    return sorted[Math.clamp(place, 0, size - 1)] / 1e6;
  }
}
