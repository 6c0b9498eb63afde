package org.uputnica.changes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long a device may be away and still be told what has changed. */
@ConfigMapping(prefix = "uputnica.changes")
public interface ChangeSettings {
  /** A device that was away for longer begins anew. */
  @WithDefault("30D")
  @DurationMin(days = 1)
  Duration keptFor();
}
