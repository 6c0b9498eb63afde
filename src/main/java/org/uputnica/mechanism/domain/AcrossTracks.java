package org.uputnica.mechanism.domain;

import java.util.Set;

/** What the state of one track means to the others. */
public final class AcrossTracks {
  /** States in which identification no longer runs. */
  private static final Set<String> DECIDED = Set.of("ID-NONE", "ID-POS", "ID-NEG", "ID-WIT");

  /** States by which a case is closed: work and consents have ended, she may come back. */
  private static final Set<String> CLOSED = Set.of("ST-CLOSED", "ST-CLREF");

  /** States in which the case itself is over, until it is opened again. */
  static final Set<String> OVER = Set.of("ST-CLOSED", "ST-CLREF", "ST-DEAD");

  /** The state in which the person has died. */
  static final String DEAD = "ST-DEAD";

  private AcrossTracks() {}

  /** Is the case closed or handed on? Then she may come back. */
  public static boolean isClosed(StateCode overall) {
    return CLOSED.contains(overall.value());
  }

  /** Is the case closed, handed on or ended by death? */
  public static boolean isOver(StateCode overall) {
    return OVER.contains(overall.value());
  }

  /** Has the person died? */
  public static boolean isDeath(StateCode overall) {
    return overall.value().equals(DEAD);
  }

  /** Does identification no longer run? */
  public static boolean isDecided(StateCode identification) {
    return DECIDED.contains(identification.value());
  }

  /** Is a claim for international protection pending? */
  public static boolean isClaimPending(StateCode legalStatus) {
    return legalStatus.value().equals("LG-ASY");
  }
}
