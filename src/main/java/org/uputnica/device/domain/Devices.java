package org.uputnica.device.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/** The register of devices. */
public interface Devices {
  /**
   * Adds one.
   *
   * @param session of the token it was registered with
   * @param share its share of the store key, sealed
   * @throws RefusedException {@code already-exists} when the id or the key is in use
   */
  void add(Device device, @Nullable String session, String share);

  Optional<Device> find(UUID id);

  /** Its share, sealed; nothing once it is locked. Holds off a lock until the transaction ends. */
  Optional<String> share(UUID id);

  /**
   * Keeps that it is locked, and destroys its share.
   *
   * @throws RefusedException {@code stale-revision} when it has changed meanwhile
   */
  void lock(Device locked);

  /**
   * Forgets those that were locked, or were not locked and seen last, before a time; the oldest
   * first. None while another copy of the service does it.
   *
   * @param before nothing younger than thirty days goes, whatever it says
   */
  List<Forgotten> forget(Instant before, int atMost);

  /** Those of the caller, newest first. */
  List<Device> own(Caller caller, @Nullable Mark after, int limit);

  /**
   * Those of an organisation, or of all of the caller's country, newest first.
   *
   * @param account null for everybody's
   */
  List<Device> others(
      Caller caller, boolean country, @Nullable String account, @Nullable Mark after, int limit);

  /** What the journal keeps of one that the register knows no more. */
  record Forgotten(UUID id, CountryCode country, OrganizationId organization, String account) {}

  /** Where a page ends. */
  record Mark(Instant registeredAt, UUID id) {}
}
