package org.uputnica.mechanism.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a step asks the features above to do besides moving the track. Closed: a file can only name
 * these.
 */
public enum Effect {
  /** Tell every receiver to delete what it was sent, and follow their answer. */
  RECALL("recall"),
  /** Open the identity envelope for the organisation that accepted, under its consent. */
  OPEN_IDENTITY("open-identity"),
  /** End the access of organisations that got it through this track. */
  CLOSE_ACCESS("close-access"),
  /** Leave only the access that law and family rules ask for. */
  NARROW_ACCESS("narrow-access"),
  /** Give back a place that was held. */
  RELEASE_PLACE("release-place"),
  /** Withdraw the other open requests for the same need. */
  WITHDRAW_SIBLINGS("withdraw-siblings"),
  /** Tell the organisation that referred. */
  TELL_REFERRER("tell-referrer"),
  /** Tell the service that was asked. */
  TELL_RECEIVER("tell-receiver"),
  /** Tell the coordinator of the country at once. */
  ALARM_COORDINATOR("alarm-coordinator"),
  /** Tell the coordinators of both countries at once. */
  ALARM_BOTH_COORDINATORS("alarm-both-coordinators"),
  /** Put before the case manager whether contact is lost or the person is missing. */
  CONSIDER_MISSING("consider-missing"),
  /** Remind that the police are to be told of a missing child the same day. */
  REPORT_MISSING_CHILD("report-missing-child"),
  /** Offer a new screening. */
  OFFER_SCREENING("offer-screening"),
  /** Let the case go on in the other record of the same person; its number becomes an alias. */
  JOIN_RECORDS("join-records"),
  /** Open a new run of the identification track; the earlier one stays as history. */
  NEW_IDENTIFICATION_RUN("new-identification-run"),
  /** Open a new run of the assistance track. */
  NEW_ASSISTANCE_RUN("new-assistance-run"),
  /** Draft a request to the country the person chose to return to; nothing leaves by it. */
  DRAFT_REQUEST("draft-request"),
  /** Stop every open request to another country. */
  STOP_REQUESTS("stop-requests"),
  /** Open the comparison of solutions again: its run goes back, and the case manager is told. */
  REOPEN_SOLUTION("reopen-solution");

  private final String word;

  Effect(String word) {
    this.word = word;
  }

  /** The word used in the files. */
  public String word() {
    return word;
  }

  /** The effect behind a word of the files. */
  public static Optional<Effect> ofWord(String word) {
    return Arrays.stream(values()).filter(effect -> effect.word.equals(word)).findFirst();
  }
}
