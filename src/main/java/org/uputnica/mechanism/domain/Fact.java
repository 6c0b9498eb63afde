package org.uputnica.mechanism.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * A plain fact that some other feature owns and brings when it asks for a step. Not brought means
 * not true: nothing is assumed. The word is the guard's word in the files.
 */
public enum Fact {
  /** The service asked exists, is licensed, and takes requests. */
  RECEIVER_ACTIVE("receiver-active"),
  /** Nobody at the receiver is barred from this case. */
  NO_CONFLICT_OF_INTEREST("no-conflict-of-interest"),
  /** The items of the envelope are exactly the items consented to. */
  ITEMS_EQUAL_CONSENT("items-equal-consent"),
  /** The hard intake criteria of the service fit the person. */
  CRITERIA_MET("criteria-met"),
  /** A place is held for the person, or the service asked has no places to hold. */
  PLACE_HELD("place-held"),
  /** Who asked has recorded that the service accepted on the telephone. */
  ACCEPTED_BY_TELEPHONE("accepted-by-telephone"),
  /**
   * Somebody of the side that asked goes with the person, and has not yet said that she was handed
   * over.
   */
  HANDOVER_OPEN("handover-open"),
  /** Those the answer clock names were told that it ran out, and the grace after that is over. */
  ESCALATED("escalated"),
  /** A guardian is named for the child. */
  GUARDIAN_NAMED("guardian-named"),
  /** The child's best interests were determined, with reasons. */
  BEST_INTERESTS_DETERMINED("best-interests-determined"),
  /** A person who will receive is named by the other side. */
  RECEIVING_PERSON_NAMED("receiving-person-named"),
  /** Both countries have assessed the risk of the journey, and neither found it high. */
  RISK_FROM_BOTH_SIDES("risk-from-both-sides"),
  /** No referral of the case is open. */
  NO_OPEN_REFERRAL("no-open-referral"),
  /** No cross-border request of the case is open. */
  NO_OPEN_REQUEST("no-open-request"),
  /** No agreement with the other country has ended, on either side. */
  AGREEMENT_NOT_ENDED("agreement-not-ended"),
  /** No asylum claim of the person is pending. */
  NO_ASYLUM_PENDING("no-asylum-pending"),
  /** The person is not held, or identification has ended: nobody held travels meanwhile. */
  FREE_TO_CHOOSE("free-to-choose"),
  /** Staying, returning and a third country were compared since the ways were opened. */
  OPTIONS_COMPARED("options-compared"),
  /** The case is not closed, handed on or ended by death: something new may begin in it. */
  CASE_OPEN("case-open"),
  /** The body named is one that decides on children in this country, or none is named yet. */
  BODY_DECIDES_ON_CHILDREN("body-decides-on-children"),
  /** Every clock of the case that has run out was answered. */
  DEADLINES_ANSWERED("deadlines-answered"),
  /** Consents in use were given after the case was closed. */
  ALL_CONSENTS_NEW("all-consents-new"),
  /** The case was not closed as the second record of a person. */
  NOT_A_DUPLICATE("not-a-duplicate"),
  /** No consent that the running help rests on has ended. */
  CONSENTS_NOT_EXPIRED("consents-not-expired"),
  /** Handing and receiving side have both signed the handover. */
  SIGNED_BY_BOTH_SIDES("signed-by-both-sides");

  private final String word;

  Fact(String word) {
    this.word = word;
  }

  /** The guard's word in the files. */
  public String word() {
    return word;
  }

  /** The fact behind a word of the files. */
  public static Optional<Fact> ofWord(String word) {
    return Arrays.stream(values()).filter(fact -> fact.word.equals(word)).findFirst();
  }
}
