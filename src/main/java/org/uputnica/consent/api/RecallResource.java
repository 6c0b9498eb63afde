package org.uputnica.consent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.RecallService;
import org.uputnica.consent.domain.Recall;
import org.uputnica.contract.RecallsApi;
import org.uputnica.contract.model.AnswerRecallDto;
import org.uputnica.contract.model.RecallDto;
import org.uputnica.contract.model.RecallListDto;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;

/** Recalls over HTTP. Translates, never decides. Contract: {@code openapi/paths/recalls.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class RecallResource implements RecallsApi {
  private final RecallService recalls;
  private final Writes writes;

  RecallResource(RecallService recalls, Writes writes) {
    this.recalls = recalls;
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
    Roles.COORD,
    Roles.DPO
  })
  public RestResponse<RecallListDto> listCaseRecalls(UUID caseId) {
    return RestResponse.ok(RecallContract.toDto(recalls.of(new CaseId(caseId))));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.POL,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<RecallListDto> listRecalls() {
    return RestResponse.ok(RecallContract.toDto(recalls.mine()));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.POL,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<RecallDto> answerRecall(
      UUID idempotencyKey, String ifMatch, UUID recallId, AnswerRecallDto answerRecallDto) {
    Recall.@Nullable Because because =
        answerRecallDto.getBecause() == null
            ? null
            : Recall.Because.valueOf(answerRecallDto.getBecause().value());
    return writes.once(
        idempotencyKey,
        RecallDto.class,
        new Writes.Request("answerRecall", recallId + " " + ifMatch, answerRecallDto),
        () -> {
          Recall answered =
              recalls.answer(
                  recallId,
                  Recall.Answer.valueOf(answerRecallDto.getAnswer().value()),
                  because,
                  Revision.of(ifMatch));
          return Revision.ok(RecallContract.toDto(answered), answered.revision());
        });
  }
}
