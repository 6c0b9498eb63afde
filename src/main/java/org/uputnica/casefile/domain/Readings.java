package org.uputnica.casefile.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Grows readings sound by sound; a letter with two values doubles them, up to a bound. */
final class Readings {
  private static final int MOST = 8;

  private List<String> grown = List.of("");

  /** Each reading goes on with each of these sounds; an empty one is silence. */
  void then(String... sounds) {
    Set<String> next = new LinkedHashSet<>();
    for (String before : grown) {
      for (String sound : sounds) {
        next.add(join(before, sound));
      }
    }
    grown = next.stream().limit(MOST).toList();
  }

  /** A doubled sound is one sound; so is a vowel beside the same vowel. */
  private static String join(String before, String sound) {
    return before.endsWith(sound) ? before : before + sound;
  }

  List<Reading> read(boolean vowelsKnown) {
    List<Reading> readings = new ArrayList<>();
    for (String sounds : grown) {
      if (!sounds.isEmpty()) {
        readings.add(new Reading(voiced(sounds), vowelsKnown));
      }
    }
    return readings;
  }

  /** At the end of a word t is d and p is b: Ahmet and Ahmed, Recep and Receb. */
  private static String voiced(String sounds) {
    String stem = sounds.substring(0, sounds.length() - 1);
    return switch (sounds.charAt(sounds.length() - 1)) {
      case 't' -> stem + 'd';
      case 'p' -> stem + 'b';
      default -> sounds;
    };
  }
}
