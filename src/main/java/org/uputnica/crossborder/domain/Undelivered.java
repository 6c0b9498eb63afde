package org.uputnica.crossborder.domain;

/** Why a message of a request did not get through; the two contact points have to talk. */
public enum Undelivered {
  /** It did not open, or was not what it claims to be, however often it was tried. */
  UNREADABLE,
  /** It was not taken in before its end. */
  EXPIRED,
  /** It was read, and the other country has no such request. */
  UNKNOWN
}
