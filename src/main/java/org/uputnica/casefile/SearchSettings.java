package org.uputnica.casefile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Searching for people, and its limits. */
@ConfigMapping(prefix = "uputnica.search")
public interface SearchSettings {
  /**
   * Generation of the search keys, from 1. Raised by one, the indexes are made anew under new keys
   * while searching goes on; never lowered.
   */
  @WithDefault("1")
  int generation();

  /** Over which time searches of one account are counted. */
  @WithDefault("PT1H")
  Duration window();

  /** Searches of one account in that time. */
  @WithDefault("120")
  int most();

  /** Of these, how many may find nobody. */
  @WithDefault("40")
  int mostEmpty();
}
