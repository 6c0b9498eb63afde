package org.uputnica.referral.domain;

import org.uputnica.platform.caller.Caller;

/** How a house that was asked has answered. */
public enum AnsweredBy {
  /** Somebody of the house, signed in. */
  ACCOUNT,
  /** Whoever has the link that was made for a house without accounts; confirmed afterwards. */
  LINK,
  /** Somebody of the house on the telephone, as who asked has recorded. */
  TELEPHONE;

  private static final String THROUGH_LINK = "link-";

  /** The name in the journal of who answers through a link. */
  public static String link(Object id) {
    return THROUGH_LINK + id;
  }

  /** How somebody of the house answers. */
  public static AnsweredBy of(Caller house) {
    return house.user().startsWith(THROUGH_LINK) ? LINK : ACCOUNT;
  }
}
