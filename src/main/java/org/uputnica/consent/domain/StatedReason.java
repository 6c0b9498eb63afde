package org.uputnica.consent.domain;

/** Why there is no answer, or none that counts. */
public sealed interface StatedReason permits NotAskedReason, InvalidReason {
  /** Code of the contract. */
  String name();
}
