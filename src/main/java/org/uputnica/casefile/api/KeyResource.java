package org.uputnica.casefile.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.uputnica.casefile.KeyRotationService;
import org.uputnica.casefile.domain.KeyRotation;
import org.uputnica.contract.KeysApi;
import org.uputnica.contract.model.KeyRotationDto;
import org.uputnica.contract.model.KeyRotationListDto;
import org.uputnica.contract.model.RotateKeysDto;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.token.SteppedUp;

/**
 * Keys of organisations over HTTP, for the operator, who sees no case. Contract: {@code
 * openapi/paths/keys.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class KeyResource implements KeysApi {
  private final KeyRotationService keys;
  private final Writes writes;

  KeyResource(KeyRotationService keys, Writes writes) {
    this.keys = keys;
    this.writes = writes;
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  @SteppedUp
  public RestResponse<KeyRotationListDto> rotateKeys(
      UUID idempotencyKey, RotateKeysDto rotateKeysDto) {
    UUID organization = rotateKeysDto.getOrganization();
    return writes.once(
        idempotencyKey,
        KeyRotationListDto.class,
        new Writes.Request("rotateKeys", "", rotateKeysDto),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED,
                toDto(
                    keys.rotate(organization == null ? null : new OrganizationId(organization)))));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<KeyRotationListDto> listKeyRotations() {
    return RestResponse.ok(toDto(keys.list()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  @SteppedUp
  public RestResponse<KeyRotationDto> destroyOldKeys(UUID idempotencyKey, UUID rotationId) {
    return writes.once(
        idempotencyKey,
        KeyRotationDto.class,
        new Writes.Request("destroyOldKeys", rotationId.toString(), null),
        () -> RestResponse.ok(toDto(keys.destroyOld(rotationId))));
  }

  private static KeyRotationListDto toDto(List<KeyRotation> rotations) {
    return new KeyRotationListDto().rotations(rotations.stream().map(KeyResource::toDto).toList());
  }

  private static KeyRotationDto toDto(KeyRotation rotation) {
    return new KeyRotationDto()
        .id(rotation.id())
        .organization(rotation.organization().value())
        .askedAt(rotation.askedAt())
        .finishedAt(rotation.finishedAt())
        .destroyedAt(rotation.destroyedAt())
        .total(rotation.total())
        .done(rotation.done())
        .left(rotation.left())
        .unopenable(rotation.unopenable());
  }
}
