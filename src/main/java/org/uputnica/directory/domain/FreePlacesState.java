package org.uputnica.directory.domain;

/** What is known about free places of a service for one need. */
public enum FreePlacesState {
  /** Enough places by a number not older than 24 hours, or the service does not count places. */
  FREE,
  /** Too few by a number not older than 24 hours. */
  NONE,
  /** No number, or an old one: ask. */
  UNKNOWN
}
