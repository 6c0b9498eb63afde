package org.uputnica.consent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of asking back what was shown; working defaults, no law is known to name a time. */
@ConfigMapping(prefix = "uputnica.recall")
public interface RecallSettings {
  /** After this the recipient is reminded. */
  @WithDefault("P3D")
  Duration remindAfter();

  /** After this the coordinator knows that nobody has answered. */
  @WithDefault("P7D")
  Duration answerWithin();
}
