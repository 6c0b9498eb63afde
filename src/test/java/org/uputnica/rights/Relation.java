package org.uputnica.rights;

import java.util.Arrays;

/** What the caller's organisation, or she herself, is to a case; the letters of the table. */
enum Relation {
  ASSIGNED('a'),
  RESPONSIBLE('r'),
  REGISTERED_HERSELF('o'),
  REGISTERING('e'),
  SERVING('s'),
  ASKED('q'),
  GUARDIAN('g'),
  IDENTIFIES('i'),
  CONTACT_POINT('t'),
  SAME_COUNTRY('c'),
  OTHER_COUNTRY('x'),
  BARRED('b');

  private final char letter;

  Relation(char letter) {
    this.letter = letter;
  }

  static Relation of(int letter) {
    return Arrays.stream(values()).filter(it -> it.letter == letter).findFirst().orElseThrow();
  }
}
