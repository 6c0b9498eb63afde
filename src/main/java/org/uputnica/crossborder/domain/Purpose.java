package org.uputnica.crossborder.domain;

/** What the other country is asked for. */
public enum Purpose {
  RETURN,
  RECEPTION,
  ASSISTANCE
}
