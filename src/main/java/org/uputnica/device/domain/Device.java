package org.uputnica.device.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * A device that works without a network, known by the key its tokens are bound to.
 *
 * @param account whose it is, as the token says: an opaque id
 * @param label her own word for it; the name of nobody
 * @param thumbprint of its key (RFC 7638, SHA-256)
 * @param seenAt the last hour in which it asked anything, UTC
 * @param lockedAt null while it is not locked; locked is for good
 */
public record Device(
    UUID id,
    CountryCode country,
    OrganizationId organization,
    String account,
    String label,
    DeviceKind kind,
    String thumbprint,
    Instant registeredAt,
    Instant seenAt,
    @Nullable Instant lockedAt,
    long revision) {
  /** A device seen for the first time. */
  public static Device registered(
      UUID id, String label, DeviceKind kind, String thumbprint, Caller owner, Instant now) {
    return new Device(
        id,
        owner.country(),
        owner.organization(),
        owner.user(),
        label,
        kind,
        thumbprint,
        now,
        now.truncatedTo(ChronoUnit.HOURS),
        null,
        0);
  }

  public boolean isLocked() {
    return lockedAt != null;
  }

  /** Whether it is the caller's own, of the house she has it from. */
  public boolean isOf(Caller caller) {
    return account.equals(caller.user())
        && caller.isOf(organization)
        && country.equals(caller.country());
  }

  /**
   * Who may see it and lock it: its owner, a case manager of her organisation, the administrator of
   * the country.
   */
  public boolean isLockableBy(Caller caller) {
    return isOf(caller)
        || country.equals(caller.country())
            && (caller.has(Roles.ADMIN) || caller.has(Roles.CASE) && caller.isOf(organization));
  }

  /** Locked now. */
  public Device locked(Instant now) {
    return new Device(
        id,
        country,
        organization,
        account,
        label,
        kind,
        thumbprint,
        registeredAt,
        seenAt,
        now,
        revision + 1);
  }

  /**
   * By when it has forgotten its share of the store key, if its client keeps to the rules; nothing
   * once it is locked.
   *
   * @param offlineFor how long a share may be held
   */
  public Optional<Instant> closedBy(Duration offlineFor) {
    return isLocked()
        ? Optional.empty()
        : Optional.of(seenAt.plus(1, ChronoUnit.HOURS).plus(offlineFor));
  }
}
