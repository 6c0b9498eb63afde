package org.uputnica.crossborder.domain;

/** Travels with the data and binds the receiver. */
public enum Condition {
  NOT_TO_MIGRATION_AUTHORITIES,
  NOT_TO_POLICE,
  NOT_TO_FAMILY,
  NOT_TO_CONSULATE
}
