package org.uputnica.mechanism.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was sent with a step. Values are strings, booleans, whole numbers or lists of strings, as
 * they come out of JSON.
 *
 * @param values by name of the input
 */
public record StepInputs(Map<String, Object> values) {
  private static final StepInputs NONE = new StepInputs(Map.of());

  public StepInputs {
    values = Map.copyOf(values);
  }

  /** Nothing was sent. */
  public static StepInputs none() {
    return NONE;
  }

  /** What was sent. */
  public static StepInputs of(Map<String, Object> values) {
    return new StepInputs(values);
  }

  /** The value as text, or empty text. */
  public String text(String name) {
    Object value = values.get(name);
    return value == null ? "" : value.toString();
  }

  /** Names of what was sent. */
  public Set<String> names() {
    return values.keySet();
  }

  /**
   * Everything that is wrong with inputs sent for a step taken for a person of this age rule; empty
   * if all is well.
   */
  public static List<InputProblem> validate(Step step, AgeRule age, Map<String, Object> sent) {
    return InputCheck.problems(step, age, sent, List.of());
  }
}
