package org.uputnica.mechanism.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an organisation is to one running track. The same organisation may be several at once; who
 * is what is decided by the feature that runs the track, never by the mechanism.
 */
public enum Party {
  /** The organisation responsible for the case. */
  OWNER("owner"),
  /** The service that was asked in a referral, or the body that identifies formally. */
  COUNTERPART("counterpart"),
  /** A service that has accepted this person in some referral and not yet ended it. */
  SERVING("serving"),
  /** The organisation of the guardian named for this child. */
  GUARDIAN("guardian"),
  /** The cross-border contact point of the country that asks. */
  CONTACT("contact"),
  /** The contact point of the country that is asked; the word means the same on both nodes. */
  ABROAD("abroad"),
  /** Any organisation of the country in which the track runs. */
  COUNTRY("country"),
  /** The service itself, when a clock or a message moves the track. */
  SYSTEM("system");

  private final String word;

  Party(String word) {
    this.word = word;
  }

  /** The word used in the files: {@code R-CASE@owner}. */
  public String word() {
    return word;
  }

  /** The party behind a word of the files. */
  public static Optional<Party> ofWord(String word) {
    return Arrays.stream(values()).filter(party -> party.word.equals(word)).findFirst();
  }
}
