package org.uputnica.referral.domain;

import java.security.SecureRandom;
import java.util.List;

/**
 * Words two strangers say to know each other at a meeting point: short, alike in the languages of
 * the region, about nothing.
 */
public final class CodeWords {
  private static final List<String> WORDS =
      List.of(
          "LIMUN",
          "BANANA",
          "TELEFON",
          "MUZIKA",
          "PIJANO",
          "KAMERA",
          "OKTOBAR",
          "MARMELADA",
          "SALATA",
          "TOMATO",
          "KAKAO",
          "LAMPA",
          "BALKON",
          "PAPIR",
          "METAR",
          "RADIO",
          "KITARA",
          "TIGAR",
          "DELFIN",
          "PLANETA",
          "OAZA",
          "VULKAN",
          "PANDA",
          "MANGO",
          "KIVI",
          "SIRUP",
          "MOTOR",
          "TUNEL",
          "PARADA",
          "FOTELJA",
          "KANU",
          "LAVANDA");

  private CodeWords() {}

  /**
   * Two words, about a thousand combinations: enough between two who know the time and the place.
   */
  public static String random(SecureRandom random) {
    return WORDS.get(random.nextInt(WORDS.size())) + ' ' + WORDS.get(random.nextInt(WORDS.size()));
  }
}
