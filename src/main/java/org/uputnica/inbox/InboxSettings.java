package org.uputnica.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the staff is told that something waits. */
@ConfigMapping(prefix = "uputnica.inbox")
public interface InboxSettings {
  /** Who letters are from; without it none is sent, and nobody can choose them. */
  Optional<String> mailFrom();

  /** Whether webhooks may lead into networks that are not public. */
  @WithDefault("false")
  boolean privateTargets();

  /** An account that has not looked for longer is sent no letters. */
  @WithDefault("30D")
  @DurationMin(days = 1)
  Duration metWithin();

  /** Between the first try of a delivery and the second; then twice as long each time. */
  @WithDefault("30S")
  @DurationMin(seconds = 1)
  Duration firstPause();

  @WithDefault("1H")
  @DurationMin(seconds = 1)
  Duration longestPause();

  /** From when it was made until it is given up. */
  @WithDefault("3D")
  @DurationMin(minutes = 1)
  Duration givenUpAfter();

  /** How long a receiver may take. */
  @WithDefault("10S")
  @DurationMin(seconds = 1)
  @DurationMax(seconds = 60)
  Duration patience();

  /** Between two signs of life in a stream, and two looks at whether its token still holds. */
  @WithDefault("15S")
  @DurationMin(seconds = 1)
  @DurationMax(seconds = 60)
  Duration heartbeat();
}
