package org.uputnica.registration.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.contract.CopiesApi;
import org.uputnica.contract.model.CopiedNoteDto;
import org.uputnica.contract.model.CopiedStatementDto;
import org.uputnica.contract.model.PersonsCopyDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.text.Texts;
import org.uputnica.platform.token.AtADesk;
import org.uputnica.platform.token.SteppedUp;
import org.uputnica.platform.token.Unseals;
import org.uputnica.registration.IdentityService;
import org.uputnica.registration.PersonsCopy;

/** The person's own copy over HTTP. Contract: {@code openapi/paths/copies.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class CopyResource implements CopiesApi {
  private final IdentityService identities;
  private final CopyDocument document;
  private final Callers callers;

  CopyResource(IdentityService identities, CopyDocument document, Callers callers) {
    this.identities = identities;
    this.document = document;
    this.callers = callers;
  }

  @Override
  @RolesAllowed(Roles.CASE)
  @AtADesk
  @SteppedUp
  @Unseals
  public RestResponse<PersonsCopyDto> copyOut(UUID caseId) {
    PersonsCopy copy = identities.copyOut(new CaseId(caseId), callers.current());
    return RestResponse.ResponseBuilder.ok(
            new PersonsCopyDto()
                .caseId(caseId)
                .code(copy.record().code().value())
                .madeAt(copy.madeAt())
                .opened(IdentityContract.categories(copy.opened()))
                .kept(IdentityContract.categories(copy.file().kept()))
                .items(IdentityContract.toDto(copy.file().items()))
                .notes(
                    copy.file().notes().entrySet().stream()
                        .map(note ->
                            new CopiedNoteDto()
                                .id(note.getKey())
                                .text(note.getValue())
                                .betweenDesks(copy.betweenDesks().contains(note.getKey())))
                        .toList())
                .statements(copy.statements().stream().map(CopyResource::toDto).toList()))
        .build();
  }

  @Override
  @RolesAllowed(Roles.CASE)
  @AtADesk
  @SteppedUp
  @Unseals
  public RestResponse<InputStream> printCopy(UUID caseId, @Nullable String acceptLanguage) {
    PersonsCopy copy = identities.copyOut(new CaseId(caseId), callers.current());
    byte[] bytes = document.print(copy, Texts.choose(acceptLanguage, Texts.PERSON));
    return RestResponse.ResponseBuilder.<InputStream>ok(new ByteArrayInputStream(bytes))
        .type("application/pdf")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"copy.pdf\"")
        .build();
  }

  private static CopiedStatementDto toDto(ConsentStatement statement) {
    @Nullable OrganizationId recipient = statement.said().recipient();
    return new CopiedStatementDto()
        .scope(statement.scope().code())
        .status(statement.status().code())
        .recipient(recipient == null ? null : recipient.value())
        .at(statement.said().deviceTime());
  }
}
