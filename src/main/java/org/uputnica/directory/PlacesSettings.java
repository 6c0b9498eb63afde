package org.uputnica.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long numbers of free places count, and how long and how many places may be held. */
@ConfigMapping(prefix = "uputnica.places")
public interface PlacesSettings {
  /** A number said longer ago counts as unknown. */
  @WithDefault("PT24H")
  Duration freshFor();

  /** How long a place is held where the house has said nothing. */
  @WithDefault("PT4H")
  Duration holdFor();

  /** What no house may go beyond. */
  @WithDefault("PT24H")
  Duration holdAtMost();

  /** How many holds one organisation may have with others at once. */
  @WithDefault("3")
  int holdsAtOnce();

  /** How long a house that was asked for a number is not asked again. */
  @WithDefault("PT24H")
  Duration askAgain();
}
