package org.uputnica.crossborder.domain;

/** Which side of a request a record is. */
public enum Side {
  SENT,
  RECEIVED
}
