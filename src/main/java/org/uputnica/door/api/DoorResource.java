package org.uputnica.door.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.DoorApi;
import org.uputnica.contract.model.AccessPageDto;
import org.uputnica.contract.model.DoorClosedDto;
import org.uputnica.contract.model.LeaveMessageDto;
import org.uputnica.contract.model.MessageLeftDto;
import org.uputnica.contract.model.OpenDoorDto;
import org.uputnica.contract.model.OpenedDoorDto;
import org.uputnica.contract.model.OwnConsentsDto;
import org.uputnica.contract.model.OwnRecallsDto;
import org.uputnica.contract.model.TakeBackDto;
import org.uputnica.contract.model.TakenBackDto;
import org.uputnica.door.DoorService;
import org.uputnica.door.OwnPageService;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.idempotency.Writes;

/**
 * The person's own door over HTTP: no token, a number, then a session. Translates, never decides.
 * Contract: {@code openapi/paths/door.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
@PermitAll
public class DoorResource implements DoorApi {
  private final DoorService door;
  private final OwnPageService page;
  private final RequestSource source;
  private final Writes writes;

  DoorResource(DoorService door, OwnPageService page, RequestSource source, Writes writes) {
    this.door = door;
    this.page = page;
    this.source = source;
    this.writes = writes;
  }

  @Override
  public RestResponse<OpenedDoorDto> openDoor(
      OpenDoorDto openDoorDto, @Nullable String acceptLanguage) {
    return RestResponse.ok(
        DoorContract.toDto(door.open(openDoorDto.getNumber(), source.address(), acceptLanguage)));
  }

  @Override
  public RestResponse<DoorClosedDto> closeDoor(UUID idempotencyKey, @Nullable String doorSession) {
    return door.leaving(
        doorSession,
        () ->
            writes.once(
                idempotencyKey,
                DoorClosedDto.class,
                new Writes.Request("closeDoor", "", null),
                () ->
                    RestResponse.ok(
                        new DoorClosedDto().closedAt(door.close(String.valueOf(doorSession))))));
  }

  @Override
  public RestResponse<OwnConsentsDto> listOwnConsents(
      @Nullable String doorSession, @Nullable String acceptLanguage) {
    return door.behind(
        doorSession, () -> RestResponse.ok(DoorContract.toDto(page.consents(acceptLanguage))));
  }

  @Override
  public RestResponse<TakenBackDto> takeBackOwnConsent(
      UUID idempotencyKey,
      TakeBackDto takeBackDto,
      @Nullable String doorSession,
      @Nullable String acceptLanguage) {
    return door.behind(
        doorSession,
        () ->
            writes.once(
                idempotencyKey,
                TakenBackDto.class,
                new Writes.Request("takeBackOwnConsent", "", takeBackDto),
                () ->
                    RestResponse.status(
                        RestResponse.Status.CREATED,
                        DoorContract.toDto(
                            page.takeBack(
                                new ConsentId(takeBackDto.getId()),
                                new ConsentId(takeBackDto.getConsent()),
                                acceptLanguage)))));
  }

  @Override
  public RestResponse<OwnRecallsDto> listOwnRecalls(
      @Nullable String doorSession, @Nullable String acceptLanguage) {
    return door.behind(
        doorSession, () -> RestResponse.ok(DoorContract.toDto(page.recalls(acceptLanguage))));
  }

  @Override
  public RestResponse<AccessPageDto> listOwnUses(
      @Nullable String doorSession,
      @Nullable String acceptLanguage,
      @Nullable String cursor,
      Integer limit) {
    return door.behind(
        doorSession,
        () -> RestResponse.ok(DoorContract.toDto(page.uses(acceptLanguage, cursor, limit))));
  }

  @Override
  public RestResponse<MessageLeftDto> leaveMessage(
      UUID idempotencyKey,
      LeaveMessageDto leaveMessageDto,
      @Nullable String doorSession,
      @Nullable String acceptLanguage) {
    return door.behind(
        doorSession,
        () ->
            writes.once(
                idempotencyKey,
                MessageLeftDto.class,
                new Writes.Request("leaveMessage", "", leaveMessageDto),
                () ->
                    RestResponse.status(
                        RestResponse.Status.CREATED,
                        DoorContract.toDto(
                            page.leave(
                                leaveMessageDto.getId(),
                                DoorContract.toWish(leaveMessageDto),
                                acceptLanguage)))));
  }
}
