package org.uputnica.consent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of opening identity outside the team. */
@ConfigMapping(prefix = "uputnica.access")
public interface AccessSettings {
  /** The longest a broken glass stays open; more than 60 minutes counts as 60. */
  @WithDefault("PT60M")
  Duration breakGlassLongest();

  /** How long a granted request stays open. */
  @WithDefault("PT24H")
  Duration requestOpens();
}
