package org.uputnica.referral.domain;

import java.util.Set;

/** States of a referral that mean the same to several rules. */
public final class ReferralStates {
  /** The house has said yes, and it has not ended yet. */
  public static final Set<String> ACCEPTED = Set.of("RF-ACC", "RF-MOVE", "RF-ARR", "RF-SERV");

  /** The person is with the house, or on the way. */
  public static final Set<String> UNDER_WAY = Set.of("RF-MOVE", "RF-ARR", "RF-SERV");

  private ReferralStates() {}
}
