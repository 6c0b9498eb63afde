package org.uputnica.mechanism.domain;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every step that leaves the present state of a track, open and closed, in the order of the file.
 */
public record Evaluation(TrackSnapshot at, List<StepOption> options) {
  public Evaluation {
    options = List.copyOf(options);
  }

  /** The steps that can be taken now. */
  public Stream<StepOption> open() {
    return options.stream().filter(StepOption::isOpen);
  }
}
