package org.uputnica.consent.domain;

import java.util.Collection;
import java.util.UUID;
import org.uputnica.platform.id.ConsentId;

/**
 * What is kept to prove a statement: a signature, a print, a voice, the act that appoints a
 * guardian. FHIR Consent.source.
 *
 * @param statement for which it was announced; others may name it as theirs
 */
public record Evidence(UUID id, ConsentId statement, Proof state) {
  /** Whether it proves this statement. */
  public boolean proves(ConsentStatement.Spoken said) {
    return statement.equals(said.id()) || id.equals(said.told().evidence());
  }

  /** Whether a statement is proved by something that is kept. */
  public enum Proof {
    /** The way in which it was answered asks for none, and there is none. */
    NOT_NEEDED,
    /** Asked for or announced, and not there yet. */
    AWAITED,
    KEPT,
    /** It was, or was to be, and is gone. */
    DESTROYED;

    /**
     * How a statement stands.
     *
     * @param needed the way in which it was answered asks for evidence
     */
    public static Proof of(boolean needed, Collection<Evidence> found) {
      return found.stream()
          .map(Evidence::state)
          .reduce((one, other) -> one.better(other))
          .orElse(needed ? AWAITED : NOT_NEEDED);
    }

    private Proof better(Proof other) {
      return this == KEPT || other == KEPT ? KEPT : this == AWAITED ? this : other;
    }
  }
}
