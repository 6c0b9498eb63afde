package org.uputnica.mechanism.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something a step does, always or only under a condition: {@code DL-CHILD if child}.
 *
 * @param onlyIf null means always
 */
public record Conditional<T>(T what, @Nullable Guard onlyIf) {
  /** Does it apply to these facts? */
  public boolean applies(Facts facts) {
    return onlyIf == null || onlyIf.test(facts);
  }

  /** The condition, if there is one. */
  public Optional<Guard> condition() {
    return Optional.ofNullable(onlyIf);
  }
}
