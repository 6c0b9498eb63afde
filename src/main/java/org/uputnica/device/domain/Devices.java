package org.uputnica.device.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
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

  /** Those of the caller, newest first. */
  List<Device> own(Caller caller, @Nullable Mark after, int limit);

  /**
   * Those of an organisation, or of all of the caller's country, newest first.
   *
   * @param account null for everybody's
   */
  List<Device> others(
      Caller caller, boolean country, @Nullable String account, @Nullable Mark after, int limit);

  /** Where a page ends. */
  record Mark(Instant registeredAt, UUID id) {}
}
