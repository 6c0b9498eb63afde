package org.uputnica.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the journal is signed, and what is too much for one pair of eyes. */
@ConfigMapping(prefix = "uputnica.journal")
public interface JournalSettings {
  /**
   * Name of this node's journal, a DNS name and path without space and plus sign; stands in every
   * signed checkpoint. What the first signature was made under stays.
   */
  @WithDefault("uputnica.invalid/journal")
  String origin();

  /** Longest time without a new signed checkpoint, be there entries or not. */
  @WithDefault("PT4M")
  Duration signEvery();

  /** How often the journal is looked at for that; at most a minute. */
  @WithDefault("PT15S")
  Duration watchEvery();

  /** Time over which readings and refusals of one user are counted. */
  @WithDefault("PT10M")
  Duration watchWindow();

  /** So many persons' data opened by one user within the window raise an alarm. */
  @WithDefault("25")
  int mostPersonsRead();

  /** So many refusals of one user within the window raise an alarm. */
  @WithDefault("40")
  int mostRefusals();

  /** How often the node recomputes the whole journal by itself. */
  @WithDefault("PT24H")
  Duration verifyEvery();
}
