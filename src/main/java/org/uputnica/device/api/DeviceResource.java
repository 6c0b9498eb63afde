package org.uputnica.device.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.DevicesApi;
import org.uputnica.contract.model.DeviceDto;
import org.uputnica.contract.model.DeviceKindDto;
import org.uputnica.contract.model.DevicePageDto;
import org.uputnica.contract.model.RegisterDeviceDto;
import org.uputnica.contract.model.StoreKeyDto;
import org.uputnica.device.DeviceService;
import org.uputnica.device.domain.Device;
import org.uputnica.device.domain.DeviceKind;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.token.BoundKey;

/**
 * Devices over HTTP, for the roles that are told of changes; an administrator finds and locks them.
 * Translates, never decides. Contract: {@code openapi/paths/devices.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
@RolesAllowed({
  Roles.FRONT,
  Roles.BORDER,
  Roles.CASE,
  Roles.SHELTER,
  Roles.LAW,
  Roles.GUARD,
  Roles.ID,
  Roles.COORD,
  Roles.XB,
  Roles.DPO
})
public class DeviceResource implements DevicesApi {
  private final DeviceService devices;
  private final SecurityIdentity identity;
  private final Callers callers;
  private final Writes writes;

  DeviceResource(DeviceService devices, SecurityIdentity identity, Callers callers, Writes writes) {
    this.devices = devices;
    this.identity = identity;
    this.callers = callers;
    this.writes = writes;
  }

  @Override
  public RestResponse<DeviceDto> registerDevice(
      UUID idempotencyKey, RegisterDeviceDto registerDeviceDto) {
    return writes.once(
        idempotencyKey,
        DeviceDto.class,
        new Writes.Request("registerDevice", "", registerDeviceDto),
        () -> {
          Device device =
              devices.register(
                  registerDeviceDto.getId(),
                  registerDeviceDto.getLabel(),
                  DeviceKind.valueOf(registerDeviceDto.getKind().toString()),
                  BoundKey.of(identity),
                  callers.current());
          return Revision.created(dto(device), device.revision());
        });
  }

  @Override
  public RestResponse<DevicePageDto> listDevices(@Nullable String cursor, Integer limit) {
    return page(devices.own(cursor, limit, callers.current()));
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.ADMIN})
  public RestResponse<DevicePageDto> listColleagueDevices(
      @Nullable String account, @Nullable String cursor, Integer limit) {
    return page(devices.others(account, cursor, limit, callers.current()));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.ID,
    Roles.COORD,
    Roles.XB,
    Roles.DPO,
    Roles.ADMIN
  })
  public RestResponse<DeviceDto> getDevice(UUID deviceId) {
    Device device = devices.get(deviceId, callers.current());
    return Revision.ok(dto(device), device.revision());
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.ID,
    Roles.COORD,
    Roles.XB,
    Roles.DPO,
    Roles.ADMIN
  })
  public RestResponse<DeviceDto> lockDevice(UUID idempotencyKey, String ifMatch, UUID deviceId) {
    return writes.once(
        idempotencyKey,
        DeviceDto.class,
        new Writes.Request("lockDevice", deviceId + ifMatch, null),
        () -> {
          Device device = devices.lock(deviceId, Revision.of(ifMatch), callers.current());
          return Revision.ok(dto(device), device.revision());
        });
  }

  @Override
  public RestResponse<StoreKeyDto> readStoreKey(UUID deviceId) {
    byte[] share = devices.storeKey(deviceId, BoundKey.of(identity), callers.current());
    return RestResponse.ok(
        new StoreKeyDto()
            .share(Base64.getUrlEncoder().withoutPadding().encodeToString(share))
            .offlineFor(devices.offlineFor().toString()));
  }

  private RestResponse<DevicePageDto> page(Page<Device> page) {
    return RestResponse.ok(
        new DevicePageDto()
            .entries(page.entries().stream().map(this::dto).toList())
            .next(page.next()));
  }

  private DeviceDto dto(Device device) {
    return new DeviceDto()
        .id(device.id())
        .account(device.account())
        .label(device.label())
        .kind(DeviceKindDto.fromString(device.kind().name()))
        .registeredAt(device.registeredAt())
        .seenAt(device.seenAt())
        .closedBy(device.closedBy(devices.offlineFor()).orElse(null))
        .lockedAt(device.lockedAt())
        .revision(device.revision());
  }
}
