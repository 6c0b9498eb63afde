package org.uputnica.mechanism.definition;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.uputnica.mechanism.definition.Reading.Part;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.Input;
import org.uputnica.mechanism.domain.Mechanism;

/** Every input is asked by a step of some country. */
final class AskCheck {
  private AskCheck() {}

  static void look(Collection<Mechanism> countries, Reading reading) {
    if (countries.isEmpty() || !reading.isWhole(Part.INPUTS)) {
      return;
    }
    Set<String> asked =
        countries.stream()
            .flatMap(mechanism -> mechanism.tracks().stream())
            .flatMap(track -> Wording.rows(track).stream())
            .flatMap(step -> step.asks().stream())
            .map(Ask::name)
            .collect(Collectors.toSet());
    reading.all(Input.class).stream()
        .filter(input -> !asked.contains(input.name()))
        .forEach(input ->
            reading
                .place(input)
                .report(
                    "no step asks for the input " + input.name(),
                    "ask for it in a step or remove the row"));
  }
}
