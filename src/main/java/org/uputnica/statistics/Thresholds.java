package org.uputnica.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.statistics.domain.Threshold;

/** The smallest number each country tells ({@code P-STATS}). */
@ApplicationScoped
class Thresholds {
  private static final Threshold LEAST = new Threshold(Threshold.LEAST);

  private final Mechanisms mechanisms;

  Thresholds(Mechanisms mechanisms) {
    this.mechanisms = mechanisms;
  }

  private Threshold of(CountryCode country) {
    return said(mechanisms.current(country));
  }

  Map<CountryCode, Threshold> all() {
    return mechanisms.countries().stream()
        .map(CountryCode::new)
        .collect(Collectors.toMap(Function.identity(), this::of));
  }

  /** That of the country that asks for most: its persons are among those of the region. */
  static Threshold ofRegion(Map<CountryCode, Threshold> countries) {
    return countries.values().stream()
        .max((one, other) -> Long.compare(one.atLeast(), other.atLeast()))
        .orElse(LEAST);
  }

  private static Threshold said(Mechanism mechanism) {
    return mechanism
        .parameter("P-STATS")
        .flatMap(it -> it.part("at-least"))
        .map(Long::valueOf)
        .map(Threshold::new)
        .orElse(LEAST);
  }
}
