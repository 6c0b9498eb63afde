package org.uputnica.registration.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.AccessLogApi;
import org.uputnica.contract.model.AccessEntryDto;
import org.uputnica.contract.model.AccessPageDto;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.text.Texts;
import org.uputnica.registration.AccessLine;
import org.uputnica.registration.AccessLogService;

/** The person's own view over HTTP. Contract: {@code openapi/paths/access-log.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class AccessLogResource implements AccessLogApi {
  private final AccessLogService log;

  AccessLogResource(AccessLogService log) {
    this.log = log;
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.GUARD})
  public RestResponse<AccessPageDto> readAccessLog(
      UUID caseId,
      @Nullable String language,
      @Nullable String acceptLanguage,
      @Nullable String cursor,
      Integer limit) {
    Page<AccessLine> page = log.read(new CaseId(caseId), language, acceptLanguage, cursor, limit);
    return RestResponse.ok(
        new AccessPageDto()
            .entries(page.entries().stream().map(AccessLogResource::toDto).toList())
            .next(page.next()));
  }

  private static AccessEntryDto toDto(AccessLine line) {
    return new AccessEntryDto()
        .at(line.at())
        .organization(line.organization())
        .function(line.function())
        .what(line.what())
        .why(line.why())
        .language(line.language().toLanguageTag())
        .direction(
            Texts.isRightToLeft(line.language())
                ? AccessEntryDto.DirectionEnum.RTL
                : AccessEntryDto.DirectionEnum.LTR);
  }
}
