package org.uputnica.referral.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the two sides of an accepted referral find each other, and what the side that asked has said
 * of it. Arranged before the person sets out; what the house says is the state of the run.
 *
 * @param place code of the meeting place, from the draft on
 * @param at when they meet; null while only the day of reception is known
 * @param companion who goes with her, of the list {@code companion}; null before it was sent
 * @param word made on acceptance and said by both when they meet; null before, and once they have
 *     met or nobody comes any more
 * @param saidAt when the side that asked handed her over, as it says; null while it has not
 */
public record Handover(
    @Nullable String place,
    @Nullable Instant at,
    @Nullable String companion,
    @Nullable String word,
    @Nullable Instant saidAt) {
  private static final String NOBODY = "NONE";

  /** Nothing is known but where. */
  public static Handover at(@Nullable String place) {
    return new Handover(place, null, null, null, null);
  }

  /** What is not said anew stays. */
  Handover arranged(@Nullable String where, @Nullable Instant when, @Nullable String companionNow) {
    return new Handover(
        where == null ? place : where,
        when == null ? at : when,
        companionNow == null ? companion : companionNow,
        word,
        saidAt);
  }

  /** Accepted: there is a word; one that is there already stays. */
  Handover withWord(String fresh) {
    return new Handover(place, at, companion, word == null ? fresh : word, saidAt);
  }

  /** The side that asked has handed her over. */
  Handover said(Instant when) {
    return new Handover(place, at, companion, word, when);
  }

  /** They have met, or nobody comes: the word is forgotten. */
  Handover over() {
    return new Handover(place, at, companion, null, saidAt);
  }

  /** Whether somebody of the side that asked goes with her and has not said yet how it went. */
  public boolean isOpen() {
    return saidAt == null && !NOBODY.equals(companion);
  }
}
