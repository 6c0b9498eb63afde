package org.uputnica.directory.domain;

import java.util.List;

/**
 * Why a service fits, does not fit, or may fit.
 *
 * @param criterion code of {@code shelter-intake-criteria.csv}
 * @param text key in the bundle {@code matching}
 * @param arguments values for the placeholders of the text; codes and numbers only
 */
public record Reason(String criterion, String text, List<String> arguments) {
  public Reason {
    arguments = List.copyOf(arguments);
  }

  static Reason of(String criterion, String text) {
    return new Reason(criterion, text, List.of());
  }

  static Reason of(String criterion, String text, Object argument) {
    return new Reason(criterion, text, List.of(String.valueOf(argument)));
  }

  static Reason of(String criterion, String text, Object first, Object second) {
    return new Reason(criterion, text, List.of(String.valueOf(first), String.valueOf(second)));
  }
}
