package org.uputnica.mechanism;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the mechanism room. */
@ConfigMapping(prefix = "uputnica.mechanism")
public interface MechanismSettings {
  /**
   * Directory with the operator's own {@code base} and {@code countries} files; those of the
   * program when absent.
   */
  Optional<String> directory();

  /** How often a running service looks whether that directory has changed. */
  @WithDefault("PT10S")
  Duration lookEvery();
}
