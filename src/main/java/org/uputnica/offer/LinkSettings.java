package org.uputnica.offer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Links with which houses without accounts answer, and how much may be tried with them. */
@ConfigMapping(prefix = "uputnica.answer-link")
public interface LinkSettings {
  /** How long a link lasts at most; it ends earlier with the time the house has to answer. */
  @WithDefault("PT72H")
  Duration lasts();

  /** Over which time wrong secrets are counted. */
  @WithDefault("PT1H")
  Duration window();

  /** Wrong secrets from one source in that time. */
  @WithDefault("30")
  int ofSource();

  /** Wrong secrets in that time, from everywhere. */
  @WithDefault("600")
  int ofAll();

  /** How often one link may be opened in that time; it can be answered all the same. */
  @WithDefault("60")
  int looks();
}
