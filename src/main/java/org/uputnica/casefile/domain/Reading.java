package org.uputnica.casefile.domain;

import java.util.regex.Pattern;

/**
 * One way to say a part of a name: consonants as small letters of a coarse alphabet, vowels as
 * {@code A} (a), {@code F} (e, i, y) and {@code B} (o, u).
 *
 * @param sounds such as {@code mBhAmAd}
 * @param vowelsKnown false for scripts that leave vowels out; then only the first and last sound
 *     say whether there is one
 */
record Reading(String sounds, boolean vowelsKnown) {
  private static final Pattern VOWELS = Pattern.compile("[AFB]");
  private static final Pattern REPEATED = Pattern.compile("(.)\\1+");
  private static final int LONG = 4;

  /**
   * The consonants, a repeated one once, or all sounds when there are none: what a token is made
   * of.
   */
  String skeleton() {
    String consonants = VOWELS.matcher(sounds).replaceAll("");
    return consonants.isEmpty() ? sounds : REPEATED.matcher(consonants).replaceAll("$1");
  }

  /** Whether the two may be the same name. Says yes rather than no; a person looks afterwards. */
  boolean isLike(Reading other) {
    if (!skeleton().equals(other.skeleton())
        || isVowel(first()) != isVowel(other.first())
        || isVowel(last()) != isVowel(other.last())) {
      return false;
    }
    if (!vowelsKnown || !other.vowelsKnown) {
      return true;
    }
    return firstVowel() == other.firstVowel()
        && distance(sounds, other.sounds) <= (skeleton().length() < LONG ? 1 : 2);
  }

  /** As {@link #isLike}, and where both are written with their vowels, with the same ones. */
  boolean soundsAs(Reading other) {
    return vowelsKnown && other.vowelsKnown ? sounds.equals(other.sounds) : isLike(other);
  }

  private char first() {
    return sounds.charAt(0);
  }

  private char last() {
    return sounds.charAt(sounds.length() - 1);
  }

  private char firstVowel() {
    return (char) sounds.chars().filter(Reading::isVowel).findFirst().orElse(' ');
  }

  static boolean isVowel(int sound) {
    return sound == 'A' || sound == 'F' || sound == 'B';
  }

  /** Levenshtein. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }

  @Override
  public String toString() {
    return "Reading[redacted]";
  }
}
