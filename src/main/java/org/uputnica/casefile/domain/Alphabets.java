package org.uputnica.casefile.domain;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Cyrillic and Latin letters of the region and its neighbours as plain small Latin ones, the way
 * they are typed on a keyboard without marks. Serbian, Montenegrin, Macedonian, Bulgarian, Russian
 * and Ukrainian Cyrillic; Latin of Serbian, Bosnian, Croatian, Albanian, Turkish, Azerbaijani.
 * Arabic letters stay: they write no short vowels and are read by {@link ArabicReading}.
 */
final class Alphabets {
  /** Marks, and the zero-width non-joiner inside a Persian word. */
  private static final Pattern UNWRITTEN = Pattern.compile("[\\p{M}\\u200C]+");

  private static final Map<Integer, String> LETTERS = new HashMap<>();

  static {
    // spotless:off
    // Cyrillic; the letters that differ by language are written as the region says them
    cyrillic("абвгдежзијклмнопрстуфхц", "a b v g d e zh z i j k l m n o p r s t u f h c");
    cyrillic("ђѓѕљњћќчџшщ", "dj gj dz lj nj c kj ch dzh sh sh");
    cyrillic("йёіїєґыэюяъьў", "j jo i ji je g i e ju ja a _ u");
    // Latin letters that are not a plain letter with a mark on it
    put('đ', "dj");
    put('ð', "d");
    put('þ', "th");
    put('ł', "l");
    put('ø', "o");
    put('ə', "e");
    put('ı', "i");
    put('ß', "s");
    put('æ', "e");
    put('œ', "e");
    put('ħ', "h");
    // Marked letters that sound otherwise than the plain one
    put('č', "ch");
    put('ç', "ch");
    put('š', "sh");
    put('ş', "sh");
    put('ž', "zh");
    // spotless:on
  }

  private Alphabets() {}

  /** Plain small Latin letters; Arabic letters, and whatever separates words, stay. */
  static String plain(String text) {
    String small =
        Normalizer.normalize(
            Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('\u0130', 'i')
                .toLowerCase(Locale.ROOT),
            Normalizer.Form.NFC);
    StringBuilder plain = new StringBuilder(small.length() + 8);
    small
        .codePoints()
        .forEach(sign -> {
          String known = LETTERS.get(sign);
          if (known == null) {
            plain.appendCodePoint(sign);
          } else {
            plain.append(known);
          }
        });
    return UNWRITTEN.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
  }

  private static void cyrillic(String letters, String latin) {
    String[] each = latin.split(" ");
    for (int i = 0; i < each.length; i++) {
      put(letters.charAt(i), each[i].replace("_", ""));
    }
  }

  private static void put(char letter, String latin) {
    LETTERS.put((int) letter, latin);
  }
}
