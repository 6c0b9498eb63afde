package org.uputnica.casefile.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.OrganizationId;

/**
 * The change of one organisation's key to a new version.
 *
 * @param finishedAt when nothing was left under an old version
 * @param destroyedAt when the versions before were destroyed; null also while that is under way
 * @param total wrapped keys when it was asked for
 * @param left wrapped keys that are still under another version; 0 once it has finished
 * @param unopenable of those left: found broken
 */
public record KeyRotation(
    UUID id,
    OrganizationId organization,
    Instant askedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant destroyedAt,
    long total,
    long left,
    long unopenable) {
  /** Wrapped keys that are under the new version; new ones that came meanwhile are not counted. */
  public long done() {
    return Math.max(0, total - left);
  }
}
