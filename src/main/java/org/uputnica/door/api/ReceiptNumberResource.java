package org.uputnica.door.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.uputnica.contract.ReceiptNumbersApi;
import org.uputnica.contract.model.GiveReceiptNumberDto;
import org.uputnica.contract.model.OwnMessagesDto;
import org.uputnica.contract.model.ReceiptNumberDto;
import org.uputnica.door.MessageService;
import org.uputnica.door.ReceiptNumberService;
import org.uputnica.door.ReceiptNumberService.Fresh;
import org.uputnica.door.domain.GivenNumber;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.token.Unseals;

/**
 * Numbers and messages over HTTP, for the workers. Contract: {@code
 * openapi/paths/receipt-numbers.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class ReceiptNumberResource implements ReceiptNumbersApi {
  private final ReceiptNumberService numbers;
  private final MessageService messages;
  private final Writes writes;

  ReceiptNumberResource(ReceiptNumberService numbers, MessageService messages, Writes writes) {
    this.numbers = numbers;
    this.messages = messages;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<ReceiptNumberDto> getReceiptNumber(UUID caseId) {
    GivenNumber given = numbers.latest(new CaseId(caseId));
    return Revision.ok(DoorContract.toDto(given), given.revision());
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.GUARD})
  public RestResponse<ReceiptNumberDto> giveReceiptNumber(
      UUID idempotencyKey, UUID caseId, GiveReceiptNumberDto giveReceiptNumberDto) {
    return shownOnce(
        idempotencyKey,
        new Writes.Request("giveReceiptNumber", caseId.toString(), giveReceiptNumberDto),
        () -> numbers.give(new CaseId(caseId), giveReceiptNumberDto.getId()));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.GUARD})
  public RestResponse<ReceiptNumberDto> renewReceiptNumber(
      UUID idempotencyKey, String ifMatch, UUID caseId, GiveReceiptNumberDto giveReceiptNumberDto) {
    return shownOnce(
        idempotencyKey,
        new Writes.Request("renewReceiptNumber", caseId + " " + ifMatch, giveReceiptNumberDto),
        () ->
            numbers.renew(new CaseId(caseId), giveReceiptNumberDto.getId(), Revision.of(ifMatch)));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<ReceiptNumberDto> revokeReceiptNumber(
      UUID idempotencyKey, String ifMatch, UUID caseId) {
    return writes.once(
        idempotencyKey,
        ReceiptNumberDto.class,
        new Writes.Request("revokeReceiptNumber", caseId + " " + ifMatch, null),
        () -> {
          GivenNumber revoked = numbers.revoke(new CaseId(caseId), Revision.of(ifMatch));
          return Revision.ok(DoorContract.toDto(revoked), revoked.revision());
        });
  }

  @Override
  @RolesAllowed(Roles.CASE)
  @Unseals
  public RestResponse<OwnMessagesDto> readMessages(UUID caseId) {
    return RestResponse.ok(
        new OwnMessagesDto()
            .messages(
                messages.read(new CaseId(caseId)).stream().map(DoorContract::toDto).toList()));
  }

  /**
   * The answer is kept without the number, which is put into it once it stands: whoever repeats the
   * request, or asked at the same time and came too late, is not shown it.
   */
  @SuppressWarnings("ReferenceEquality") // another answer with the same content is not the one
  private RestResponse<ReceiptNumberDto> shownOnce(
      UUID idempotencyKey, Writes.Request request, Supplier<Fresh> making) {
    List<Shown> made = new ArrayList<>(1);
    RestResponse<ReceiptNumberDto> answer =
        writes.once(
            idempotencyKey,
            ReceiptNumberDto.class,
            request,
            () -> {
              Fresh fresh = making.get();
              ReceiptNumberDto dto = DoorContract.toDto(fresh.given());
              made.add(new Shown(dto, fresh.number().shown()));
              return Revision.created(dto, fresh.given().revision());
            });
    made.stream()
        .filter(it -> it.dto() == answer.getEntity())
        .forEach(it -> it.dto().number(it.number()));
    return answer;
  }

  /** A number on its way into the one answer, the very object that stands. */
  private record Shown(ReceiptNumberDto dto, String number) {
    @Override
    public String toString() {
      return "Shown[redacted]";
    }
  }
}
