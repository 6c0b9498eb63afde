package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways to live on, as they were compared with the person (step {@code A071}): what speaks for
 * and against each, by code list {@code option-points}. Notes are sealed and not part of it.
 *
 * @param at server time of the step, UTC
 */
public record Comparison(Instant at, List<Compared> ways) {
  private static final StepCode COMPARE = new StepCode("A071");

  public Comparison {
    ways = List.copyOf(ways);
  }

  /** The comparison a step made; empty for every other step. */
  public static Optional<Comparison> of(TakenStep step) {
    return step.step().equals(COMPARE)
        ? Optional.of(
            new Comparison(
                step.takenAt(),
                Arrays.stream(Way.values()).map(way -> way.compared(step.inputs())).toList()))
        : Optional.empty();
  }

  /** Where somebody may want to live. */
  public enum Way {
    STAYING("staying"),
    RETURN("return"),
    THIRD_COUNTRY("third-country");

    private final String input;

    Way(String input) {
      this.input = input;
    }

    private Compared compared(Map<String, String> inputs) {
      return new Compared(
          this, points(inputs.get("for-" + input)), points(inputs.get("against-" + input)));
    }

    /** A kept list of codes: {@code [SAFETY, FAMILY]}. */
    private static List<String> points(@Nullable String kept) {
      return kept == null
          ? List.of()
          : Arrays.stream(kept.replaceAll("[\\[\\] ]", "").split(",", -1))
              .filter(code -> !code.isEmpty())
              .toList();
    }
  }

  /** One way, with what speaks for it and against it. */
  public record Compared(Way way, List<String> pro, List<String> contra) {
    public Compared {
      pro = List.copyOf(pro);
      contra = List.copyOf(contra);
    }
  }
}
