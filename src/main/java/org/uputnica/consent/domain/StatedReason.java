package org.uputnica.consent.domain;

/** Why there is no answer, none that counts, or a no. */
public sealed interface StatedReason permits NotAskedReason, InvalidReason, RefusalReason {
  String name();

  /** Code of the contract. */
  default String code() {
    return name();
  }
}
