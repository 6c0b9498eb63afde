package org.uputnica.registration.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.uputnica.casefile.AttachmentService;
import org.uputnica.casefile.Received;
import org.uputnica.casefile.Reception;
import org.uputnica.casefile.domain.Attachment;
import org.uputnica.casefile.domain.AttachmentKind;
import org.uputnica.casefile.domain.CaseFileRefusal;
import org.uputnica.contract.AttachmentsApi;
import org.uputnica.contract.model.AnnounceAttachmentDto;
import org.uputnica.contract.model.AttachmentDto;
import org.uputnica.contract.model.AttachmentKindDto;
import org.uputnica.contract.model.AttachmentListDto;
import org.uputnica.contract.model.LinkDto;
import org.uputnica.contract.model.OpenLinkDto;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.token.Unseals;
import org.uputnica.registration.CaseAttachmentService;

/**
 * Attachments over HTTP. Translates, never decides. Contract: {@code
 * openapi/paths/attachments.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class AttachmentsResource implements AttachmentsApi {
  private final CaseAttachmentService attachments;
  private final AttachmentService contents;
  private final Reception reception;
  private final Callers callers;
  private final Writes writes;

  AttachmentsResource(
      CaseAttachmentService attachments,
      AttachmentService contents,
      Reception reception,
      Callers callers,
      Writes writes) {
    this.attachments = attachments;
    this.contents = contents;
    this.reception = reception;
    this.callers = callers;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE})
  public RestResponse<AttachmentDto> announceAttachment(
      UUID idempotencyKey, UUID caseId, AnnounceAttachmentDto announceAttachmentDto) {
    return writes.once(
        idempotencyKey,
        AttachmentDto.class,
        new Writes.Request("announceAttachment", caseId.toString(), announceAttachmentDto),
        () -> {
          Attachment announced =
              attachments.announce(
                  new CaseId(caseId),
                  announceAttachmentDto.getId(),
                  AttachmentKind.valueOf(announceAttachmentDto.getKind().name()),
                  announceAttachmentDto.getConsent(),
                  callers.current());
          return Revision.created(toDto(announced), announced.revision());
        });
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.COORD, Roles.GUARD})
  public RestResponse<AttachmentListDto> listAttachments(UUID caseId) {
    return RestResponse.ok(
        new AttachmentListDto()
            .attachments(
                attachments.list(new CaseId(caseId), callers.current()).stream()
                    .map(AttachmentsResource::toDto)
                    .toList()));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.COORD, Roles.GUARD})
  public RestResponse<AttachmentDto> getAttachment(UUID caseId, UUID attachmentId) {
    Attachment found = attachments.get(new CaseId(caseId), attachmentId, callers.current());
    return Revision.ok(toDto(found), found.revision());
  }

  /**
   * The content is received before the transaction that keeps it, so that neither a slow sender nor
   * the scanner holds one open.
   */
  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE})
  public RestResponse<AttachmentDto> sendContent(
      UUID idempotencyKey, UUID caseId, UUID attachmentId, InputStream body) {
    CaseId id = new CaseId(caseId);
    String target = caseId + "/" + attachmentId;
    Attachment sent = attachments.sent(id, attachmentId, callers.current());
    if (!sent.isAwaited()) {
      String digest = reception.digest(sent, body);
      return writes.once(
          idempotencyKey,
          AttachmentDto.class,
          new Writes.Request("sendContent", target, digest),
          () -> {
            throw new RefusedException(new CaseFileRefusal.KeptAlready());
          });
    }
    Received received = reception.receive(sent, body);
    try {
      return writes.once(
          idempotencyKey,
          AttachmentDto.class,
          new Writes.Request("sendContent", target, received.digest()),
          () -> {
            Attachment kept = attachments.keep(id, attachmentId, received, callers.current());
            return Revision.created(toDto(kept), kept.revision());
          });
    } finally {
      contents.dropUpload(received.upload());
    }
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE})
  public RestResponse<AttachmentDto> deleteAttachment(
      UUID idempotencyKey, String ifMatch, UUID caseId, UUID attachmentId) {
    return writes.once(
        idempotencyKey,
        AttachmentDto.class,
        new Writes.Request("deleteAttachment", caseId + "/" + attachmentId + ifMatch, null),
        () -> {
          Attachment deleted =
              attachments.delete(
                  new CaseId(caseId), attachmentId, Revision.of(ifMatch), callers.current());
          return Revision.ok(toDto(deleted), deleted.revision());
        });
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.GUARD, Roles.ID, Roles.XB})
  public RestResponse<LinkDto> openLink(
      UUID idempotencyKey, UUID caseId, UUID attachmentId, OpenLinkDto openLinkDto) {
    return writes.once(
        idempotencyKey,
        LinkDto.class,
        new Writes.Request("openLink", caseId + "/" + attachmentId, openLinkDto),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED,
                new LinkDto()
                    .attachmentId(attachmentId)
                    .expiresAt(
                        attachments.openLink(
                            new CaseId(caseId),
                            attachmentId,
                            openLinkDto.getId(),
                            callers.current()))));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.GUARD, Roles.ID, Roles.XB})
  @Unseals
  public RestResponse<InputStream> followLink(UUID linkId) {
    Caller caller = callers.current();
    AttachmentService.Content content = attachments.follow(linkId, caller);
    return RestResponse.ResponseBuilder.ok(attachments.read(content, caller))
        .type("application/octet-stream")
        .header(
            "Content-Disposition",
            "attachment; filename=\"%s.%s\""
                .formatted(content.attachment().id(), content.card().type().ending()))
        // One that ends early is known to be incomplete.
        .header("Content-Length", content.card().size())
        .build();
  }

  private static AttachmentDto toDto(Attachment from) {
    return new AttachmentDto()
        .id(from.id())
        .kind(AttachmentKindDto.fromString(from.kind().name()))
        .consent(from.consent())
        .state(AttachmentDto.StateEnum.fromString(from.state().name()))
        .revision(from.revision())
        .mediaType(from.type() == null ? null : from.type().mediaType())
        .size(from.size())
        .announcedAt(from.announcedAt())
        .changedAt(from.isAwaited() ? null : from.changedAt());
  }
}
