package org.uputnica.casefile.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Rotations and the keys they wrap again. Every method needs a transaction. */
public interface KeyRotations {
  /** Whether a key was ever wrapped for this organisation. */
  boolean knows(OrganizationId organization);

  /** The organisations for which keys are wrapped. */
  List<OrganizationId> holders();

  /** Begins one; false when one of this organisation runs. */
  boolean ask(UUID id, OrganizationId organization, long from, Instant at);

  /** All, newest first, or the one with this id. */
  List<KeyRotation> list(@Nullable UUID id);

  /** Those that have not finished. */
  List<Open> open();

  /** Whether a rotation went on from this version: it was current once and no longer is. */
  boolean wentOnFrom(OrganizationId organization, long version);

  /**
   * Remembers the version that is current now; false when it is known. Not for a rotation whose old
   * versions were given up, nor for a finished one after which another was asked for.
   */
  boolean begin(UUID id, long to);

  /** Some keys wrapped under another version than {@code to}, locked; none that others work on. */
  List<Wrapped> take(OrganizationId organization, long to, int atMost);

  void put(OrganizationId organization, Map<CaseId, byte[]> wrapped, Instant at);

  /** Leaves a key that does not open out of this and later rotations until it is wrapped again. */
  void noteUnopenable(OrganizationId organization, CaseId caseId, Instant at);

  /** Ends one if nothing is left under another version. */
  boolean finish(UUID id, Instant at);

  /**
   * Keeps everybody from wrapping under the versions before a finished rotation, until the
   * transaction ends and from then on.
   *
   * @return of how many rotations the old versions were given up by this; empty when one is in use
   */
  OptionalInt destroy(UUID id, Instant at);

  /** One whose versions before are to be destroyed, locked; none that another copy works on. */
  Optional<Destruction> takeDestruction();

  /** Remembers that they are gone; later rotations of the organisation begin from then on. */
  void noteGone(OrganizationId organization, Instant at);

  /**
   * What is to be destroyed: every version but one.
   *
   * @param current the version that stays
   */
  record Destruction(OrganizationId organization, long current) {}

  /**
   * A rotation at work.
   *
   * @param to null until the new version was made
   */
  record Open(UUID id, OrganizationId organization, long from, @Nullable Long to) {}

  /** A wrapped key, found. */
  record Wrapped(CaseId caseId, CountryCode country, WrappedKey key) {}
}
