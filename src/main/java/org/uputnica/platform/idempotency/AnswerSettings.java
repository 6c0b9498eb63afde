package org.uputnica.platform.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long the answers to writes are kept. */
@ConfigMapping(prefix = "uputnica.answers")
public interface AnswerSettings {
  /**
   * For how long the same {@code Idempotency-Key} gives the first answer again; at least a day. A
   * device that was offline for longer than this must ask what became of its writes before it
   * repeats them.
   */
  @WithDefault("30D")
  @DurationMin(days = 1)
  Duration keptFor();
}
