package org.uputnica.directory.domain;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A need at a moment, with what the two decide without any offer: worked out once, however many
 * offers are judged.
 *
 * @param local the moment as the houses' clocks show it
 * @param possible ages the person may have
 * @param language primary subtag of the language she speaks
 * @param places how many places are needed where people sleep
 * @param avoided areas that are not safe for her, whoever named them
 */
record AskedNeed(
    PlacementNeed need,
    Instant now,
    LocalDateTime local,
    AgeRange possible,
    String language,
    WantedPlaces places,
    List<String> avoided) {
  /** All six countries of the mechanism keep Central European Time. */
  private static final ZoneId ZONE = ZoneId.of("Europe/Belgrade");

  AskedNeed {
    avoided = List.copyOf(avoided);
  }

  static AskedNeed of(PlacementNeed need, Instant now) {
    return new AskedNeed(
        need,
        now,
        LocalDateTime.ofInstant(now, ZONE),
        AgeRange.of(need),
        primary(need.language()),
        WantedPlaces.of(need),
        avoidedBy(need));
  }

  private static List<String> avoidedBy(PlacementNeed need) {
    List<String> avoided = new ArrayList<>();
    if (need.particulars().avoid() != null) {
      avoided.addAll(need.particulars().avoid());
    }
    if (need.avoidArea() != null) {
      avoided.add(need.avoidArea());
    }
    return avoided;
  }

  static String primary(String tag) {
    int end = tag.indexOf('-');
    return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
  }
}
