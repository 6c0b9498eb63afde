package org.uputnica.consent.domain;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.uputnica.platform.id.ConsentId;

/** What a permit rests on: one basis per scope that was asked. */
public record Ground(List<Basis> bases) {
  public Ground {
    bases = List.copyOf(bases);
  }

  /** {@code CS-*}, {@code CHILD-PROTECTION-DUTY} or {@code OV-*}; several joined by a plus. */
  public String code() {
    return bases.stream().map(Basis::code).distinct().collect(Collectors.joining("+"));
  }

  /** The scopes that rest on a yes: what is shown under them can be asked back. */
  public Set<ConsentScope> agreed() {
    return bases.stream()
        .filter(Basis.Agreed.class::isInstance)
        .map(Basis::scope)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The statements that decided, without repetition. */
  public List<ConsentId> statements() {
    return bases.stream().flatMap(basis -> basis.statements().stream()).distinct().toList();
  }
}
