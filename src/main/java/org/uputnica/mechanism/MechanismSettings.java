package org.uputnica.mechanism;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the mechanism room. */
@ConfigMapping(prefix = "uputnica.mechanism")
public interface MechanismSettings {
  /**
   * Directory with the operator's own {@code base} and {@code countries} files. They are added to
   * those of the program file by file, and stand instead of a file of the same name. What the
   * things in them are called stands in its {@code texts}, over the texts of the program.
   */
  Optional<String> directory();

  /** How often a running service looks whether that directory has changed. */
  @WithDefault("PT10S")
  Duration lookEvery();
}
