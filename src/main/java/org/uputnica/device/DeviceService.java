package org.uputnica.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.device.domain.Device;
import org.uputnica.device.domain.DeviceKind;
import org.uputnica.device.domain.Devices;
import org.uputnica.device.domain.Devices.Forgotten;
import org.uputnica.device.domain.Devices.Mark;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.token.BoundKey;

/**
 * Front door to the register of devices that work without a network. Locking one is what a lost
 * phone asks for: it destroys the service's share of the key of its local store, and from then on
 * no token of its key is taken.
 */
@ApplicationScoped
@Transactional
public class DeviceService {
  private static final String OWN = "devices";
  private static final String OTHERS = "colleague-devices";

  private final Devices devices;
  private final StoreShares shares;
  private final DeviceSettings settings;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Clock clock;

  DeviceService(
      Devices devices,
      StoreShares shares,
      DeviceSettings settings,
      TenantSettings tenant,
      AuditTrail audit,
      Clock clock) {
    this.devices = devices;
    this.shares = shares;
    this.settings = settings;
    this.tenant = tenant;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Registers the device a request comes from.
   *
   * @param key of its token; the device's from now on
   * @throws RefusedException {@code rule-broken} without a key; {@code already-exists}
   */
  public Device register(
      UUID id, String label, DeviceKind kind, Optional<BoundKey> key, Caller caller) {
    BoundKey bound =
        key.orElseThrow(() ->
            RefusedException.of(
                ProblemType.RULE_BROKEN,
                "A device is known by its key; sign in on it with a token that is bound to one",
                FieldProblem.at("Authorization", "has a token that is bound to no key")));
    Device device = Device.registered(id, label, kind, bound.thumbprint(), caller, clock.instant());
    devices.add(device, bound.session(), shares.make(id, caller.country()));
    audit.append(AuditEvent.of("device-registered", null, id, "kind", kind.name()));
    return device;
  }

  /** The caller's own, newest first. */
  public Page<Device> own(@Nullable String cursor, int limit, Caller caller) {
    return page(OWN, devices.own(caller, mark(OWN, cursor), limit + 1), limit);
  }

  /**
   * Those the caller may lock for others, newest first: of her organisation, for an administrator
   * of the country.
   */
  public Page<Device> others(
      @Nullable String account, @Nullable String cursor, int limit, Caller caller) {
    return page(
        OTHERS,
        within(
            caller,
            () ->
                devices.others(
                    caller, caller.has(Roles.ADMIN), account, mark(OTHERS, cursor), limit + 1)),
        limit);
  }

  /**
   * One that the caller may lock.
   *
   * @throws RefusedException {@code not-found}
   */
  public Device get(UUID id, Caller caller) {
    return within(caller, () -> devices.find(id))
        .filter(it -> it.isLockableBy(caller))
        .orElseThrow(RefusedException::notFound);
  }

  /**
   * Locks one for good; one that is locked stays as it is.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}
   */
  public Device lock(UUID id, Revision expected, Caller caller) {
    Device device = get(id, caller);
    expected.require(device.revision());
    if (device.isLocked()) {
      return device;
    }
    Device locked = device.locked(clock.instant());
    within(
        caller,
        () -> {
          devices.lock(locked);
          return locked;
        });
    audit.append(AuditEvent.of("device-locked", null, id, "account", device.account()));
    return locked;
  }

  /**
   * The share of the store key, 32 bytes, for the device itself alone.
   *
   * @throws RefusedException {@code not-found} for everybody else
   */
  public byte[] storeKey(UUID id, Optional<BoundKey> key, Caller caller) {
    Device device =
        devices
            .find(id)
            .filter(it -> it.isOf(caller))
            .filter(it -> key.filter(mine -> mine.thumbprint().equals(it.thumbprint())).isPresent())
            .orElseThrow(RefusedException::notFound);
    byte[] share = shares.open(devices.share(id).orElseThrow(RefusedException::notFound), device);
    audit.append(AuditEvent.of("store-key-read", null, id));
    return share;
  }

  /**
   * Forgets devices that were locked, or seen last, before a time; each goes into the journal of
   * its house.
   *
   * @return how many, at most as many as asked for
   */
  int forget(Instant before, int atMost) {
    List<Forgotten> forgotten = devices.forget(before, atMost);
    for (Forgotten one : forgotten) {
      Callers.as(
          Caller.service(one.organization(), one.country()),
          () -> {
            audit.append(
                AuditEvent.of("device-forgotten", null, one.id(), "account", one.account()));
            return one;
          });
    }
    return forgotten.size();
  }

  /** How long a share may be held. */
  public Duration offlineFor() {
    return settings.offlineFor();
  }

  /** An administrator reaches beyond his own organisation; {@link Device} says how far. */
  private <T> T within(Caller caller, Supplier<T> act) {
    return caller.has(Roles.ADMIN) ? tenant.seeBeyondCaller(act) : act.get();
  }

  private static @Nullable Mark mark(String list, @Nullable String text) {
    @Nullable Cursor cursor = Cursor.read(list, 2, text);
    return cursor == null
        ? null
        : new Mark(cursor.part(0, Instant::parse), cursor.part(1, UUID::fromString));
  }

  private static Page<Device> page(String list, List<Device> found, int limit) {
    return Page.of(
        list, found, limit, it -> List.of(it.registeredAt().toString(), it.id().toString()));
  }
}
