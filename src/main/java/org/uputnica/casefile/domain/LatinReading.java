package org.uputnica.casefile.domain;

import java.util.List;

/**
 * Reads plain Latin letters, whatever language they come from: đ, dž, dj, gj, xh are one sound, so
 * are č, ć, c, ch; sh is s and zh is z, since both are typed without their marks; lj is l, nj is n.
 */
final class LatinReading {
  // spotless:off
  /** Longest first; a dash is silence, a bar separates what it may be. */
  private static final List<String[]> CLUSTERS =
      List.of(
          pair("tsch", "c"), pair("dzh", "d"), pair("sch", "s"), pair("tch", "c"),
          pair("dz", "d|z"), pair("dj", "d"), pair("gj", "d"), pair("xh", "d"), pair("kj", "c"),
          pair("ch", "c"), pair("sh", "s"), pair("zh", "z"), pair("kh", "h"), pair("gh", "g"),
          pair("ph", "f"), pair("th", "t"), pair("dh", "d"), pair("ts", "c"), pair("tz", "c"),
          pair("lj", "l"), pair("nj", "n"), pair("ck", "k"), pair("ou", "B"), pair("oo", "B"),
          pair("ee", "F"), pair("x", "ks|d"), pair("w", "v"), pair("q", "k|c"));
  // spotless:on

  private LatinReading() {}

  static List<Reading> of(String word) {
    var readings = new Readings();
    int at = 0;
    while (at < word.length()) {
      at += read(word, at, readings);
    }
    return readings.read(true);
  }

  /** Reads the sound at this place and says how many letters it took. */
  private static int read(String word, int at, Readings readings) {
    if (word.startsWith("dj", at) || word.startsWith("nj", at) || word.startsWith("lj", at)) {
      readings.then(word.substring(at, at + 1));
      return 2;
    }
    if (isDiphthong(word, at)) {
      readings.then("F");
      return 2;
    }
    for (String[] cluster : CLUSTERS) {
      if (word.startsWith(cluster[0], at)) {
        readings.then(cluster[1].split("\\|"));
        return cluster[0].length();
      }
    }
    letter(word, at, readings);
    return 1;
  }

  private static void letter(String word, int at, Readings readings) {
    char letter = word.charAt(at);
    boolean first = at == 0;
    boolean beforeVowel = at + 1 < word.length() && isVowel(word.charAt(at + 1));
    boolean afterVowel = at > 0 && isVowel(word.charAt(at - 1));
    switch (letter) {
      case 'a' -> readings.then("A");
      case 'e', 'i' -> readings.then("F");
      case 'o', 'u' -> readings.then("B");
      // Jusuf and Maja, or Jamal and Najib
      case 'j' -> {
        if (beforeVowel) {
          readings.then("", "d");
        }
      }
      case 'y' -> {
        if (!beforeVowel) {
          readings.then("F");
        }
      }
      // Ceca, Cemal, Carla; Milica, Recep
      case 'c' -> {
        if (!beforeVowel) {
          readings.then("c");
        } else if (first) {
          readings.then("c", "d", "k");
        } else {
          readings.then("c", "d");
        }
      }
      case 'h' -> {
        boolean breathed = at + 1 == word.length() && afterVowel;
        readings.then(breathed ? new String[] {"", "h"} : new String[] {"h"});
      }
      default -> {
        if (letter >= 'b' && letter <= 'z') {
          readings.then(String.valueOf(letter));
        }
      }
    }
  }

  /** Lejla, Leila, Layla; but not Maja. */
  private static boolean isDiphthong(String word, int at) {
    return at + 1 < word.length()
        && (word.charAt(at) == 'a' || word.charAt(at) == 'e')
        && "ijy".indexOf(word.charAt(at + 1)) >= 0
        && (at + 2 == word.length() || !isVowel(word.charAt(at + 2)));
  }

  private static boolean isVowel(char letter) {
    return "aeiou".indexOf(letter) >= 0;
  }

  private static String[] pair(String letters, String sounds) {
    return new String[] {letters, sounds};
  }
}
