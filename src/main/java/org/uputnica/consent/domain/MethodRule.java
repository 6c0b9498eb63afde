package org.uputnica.consent.domain;

/**
 * One way to say yes or no: a row of {@code consent-methods.csv}.
 *
 * @param forChildren a child can answer in this way, be it only to assent
 * @param needsWitness a second person must have heard it
 * @param needsEvidence a signature, a print, a voice or an act of appointment is kept with it
 */
public record MethodRule(
    String code, boolean forChildren, boolean needsWitness, boolean needsEvidence) {
  /** The guardian appointed for the child. */
  public static final String GUARDIAN = LatestWord.GUARDIAN_METHOD;

  /** The child's own agreement, next to the guardian's consent. */
  public static final String ASSENT = "CM-ASSENT";

  /** Through an interpreter. */
  public static final String INTERPRETED = "CM-INTP";
}
