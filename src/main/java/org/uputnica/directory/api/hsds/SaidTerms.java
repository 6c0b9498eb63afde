package org.uputnica.directory.api.hsds;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the attributes of one object say by our profile.
 *
 * @param values term code of taxonomy {@code uputnica-intake} to the values given with it
 * @param serviceTypes codes of taxonomy {@code uputnica-service-types}
 */
record SaidTerms(Spot object, Map<String, List<Spot>> values, List<String> serviceTypes) {
  private static final List<String> YES_NO = List.of("YES", "NO");

  /** Refuses terms that say nothing about this kind of object, so that none is lost unseen. */
  SaidTerms allowing(Set<String> codes) {
    values.forEach((code, given) -> {
      if (!codes.contains(code)) {
        throw given.getFirst().wrong("the term " + code + " has no meaning here");
      }
    });
    return this;
  }

  @Nullable Spot find(String code) {
    List<Spot> given = values.getOrDefault(code, List.of());
    if (given.size() > 1) {
      throw given.get(1).wrong("the term " + code + " is given twice");
    }
    return given.isEmpty() ? null : given.getFirst();
  }

  /** A value of a closed list that must be there. */
  String get(String code, List<String> allowed) {
    @Nullable Spot given = find(code);
    if (given == null) {
      throw object.wrong("has no attribute with the term " + code);
    }
    return among(given, allowed);
  }

  boolean yes(String code) {
    return get(code, YES_NO).equals("YES");
  }

  /** As {@link #yes(String)}, with an answer for when the term is absent. */
  boolean yesOr(String code, boolean absent) {
    @Nullable Spot given = find(code);
    return given == null ? absent : among(given, YES_NO).equals("YES");
  }

  /** All values of a closed list. */
  Set<String> all(String code, List<String> allowed) {
    Set<String> found = new TreeSet<>();
    values.getOrDefault(code, List.of()).forEach(given -> found.add(among(given, allowed)));
    return found;
  }

  /** A short text, or nothing when the term is absent. */
  @Nullable String text(String code) {
    @Nullable Spot given = find(code);
    return given == null ? null : given.text();
  }

  /** A whole number, or nothing when the term is absent. */
  @Nullable Integer number(String code, int most) {
    @Nullable Spot given = find(code);
    if (given == null) {
      return null;
    }
    if (!given.text().matches("[1-9][0-9]{0,5}") || Integer.parseInt(given.text()) > most) {
      throw given.wrong("must be a whole number from 1 to " + most);
    }
    return Integer.valueOf(given.text());
  }

  @Nullable LocalDate date(String code) {
    @Nullable Spot given = find(code);
    try {
      return given == null ? null : LocalDate.parse(given.text());
    } catch (DateTimeParseException unreadable) {
      throw given.wrong("must be a date");
    }
  }

  @Nullable Duration duration(String code) {
    @Nullable Spot given = find(code);
    try {
      return given == null ? null : Duration.parse(given.text());
    } catch (DateTimeParseException unreadable) {
      throw given.wrong("must be an ISO 8601 duration");
    }
  }

  private static String among(Spot given, List<String> allowed) {
    String text = given.text();
    if (!allowed.contains(text)) {
      throw given.wrong("must be one of " + String.join(", ", allowed));
    }
    return text;
  }
}
