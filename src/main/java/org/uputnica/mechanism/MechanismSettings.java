package org.uputnica.mechanism;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of the mechanism room. */
@ConfigMapping(prefix = "uputnica.mechanism")
public interface MechanismSettings {
  /**
   * Directory with the operator's own {@code base} and {@code countries} files; those of the
   * program when absent.
   */
  Optional<String> directory();
}
