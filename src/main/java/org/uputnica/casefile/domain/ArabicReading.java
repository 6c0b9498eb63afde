package org.uputnica.casefile.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Arabic letters as Arabic, Persian, Dari, Pashto, Urdu and Kurdish use them: the consonants
 * in the coarse alphabet of {@link Reading}, after the ALA-LC romanisation tables; vowels only
 * where a letter stands for one at the beginning or the end.
 */
final class ArabicReading {
  private static final Map<Character, String[]> CONSONANTS = new HashMap<>();

  static {
    // spotless:off
    put("b",   "ب");
    put("p",   "پ");
    put("t",   "ت ط ټ ٹ");
    put("s",   "ث س ص ش");
    put("d",   "ج د ڈ ډ");
    put("c",   "چ څ");
    put("h",   "ح خ ه ہ ھ");
    put("z",   "ذ ز ظ ژ");
    put("z|d", "ض ځ");
    put("r",   "ر ړ ڑ ڕ");
    put("g",   "غ گ ګ");
    put("g|z", "ږ");
    put("s|h", "ښ");
    put("f",   "ف");
    put("k",   "ق ک ك");
    put("l",   "ل ڵ");
    put("m",   "م");
    put("n",   "ن ں ڼ");
    put("v",   "ڤ");
    // spotless:on
  }

  private static final String ALIF = "اآأإٱءئؤعى";
  private static final String YA = "يیىېۍےێ";
  private static final String VAV = "وۆۇ";
  private static final String FINAL_A = "اآىةۃهہۀە";

  private ArabicReading() {}

  static boolean isArabic(String word) {
    return word.codePoints()
        .anyMatch(sign -> Character.UnicodeScript.of(sign) == Character.UnicodeScript.ARABIC);
  }

  static List<Reading> of(String word) {
    String stem = word.length() > 4 && word.startsWith("ال") ? word.substring(2) : word;
    var readings = new Readings();
    for (int at = 0; at < stem.length(); at++) {
      char letter = stem.charAt(at);
      String[] sounds = CONSONANTS.get(letter);
      boolean first = at == 0;
      boolean last = at == stem.length() - 1;
      if (first && (isOf(ALIF, letter) || isOf(YA, letter))) {
        readings.then("A");
      } else if (last && !first && isOf(FINAL_A, letter)) {
        readings.then("A");
      } else if (last && !first && isOf(YA, letter)) {
        readings.then("F");
      } else if (isOf(VAV, letter)) {
        vav(readings, first, last);
      } else if (sounds != null) {
        readings.then(sounds);
      }
    }
    return readings.read(false);
  }

  /** Wahid begins with it, Nur has it as a vowel, Jawad as a consonant. */
  private static void vav(Readings readings, boolean first, boolean last) {
    if (first) {
      readings.then("v");
    } else if (last) {
      readings.then("B", "v");
    } else {
      readings.then("", "v");
    }
  }

  private static boolean isOf(String letters, char letter) {
    return letters.indexOf(letter) >= 0;
  }

  private static void put(String sounds, String letters) {
    for (String letter : letters.split(" ")) {
      CONSONANTS.put(letter.charAt(0), sounds.split("\\|"));
    }
  }
}
