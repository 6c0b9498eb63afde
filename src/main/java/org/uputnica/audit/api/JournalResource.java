package org.uputnica.audit.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.JournalService;
import org.uputnica.contract.JournalApi;
import org.uputnica.contract.model.JournalPageDto;
import org.uputnica.contract.model.VerificationDto;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;

/** The journal over HTTP. Contract: {@code openapi/paths/journal.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class JournalResource implements JournalApi {
  private final JournalService journal;

  JournalResource(JournalService journal) {
    this.journal = journal;
  }

  @Override
  @RolesAllowed({Roles.DPO, Roles.MON})
  public RestResponse<JournalPageDto> listJournal(
      @Nullable UUID caseId, @Nullable String cursor, Integer limit) {
    return RestResponse.ok(
        JournalContract.page(
            journal.list(caseId == null ? null : new CaseId(caseId), cursor, limit)));
  }

  @Override
  @RolesAllowed({Roles.DPO, Roles.MON, Roles.ADMIN})
  public RestResponse<VerificationDto> verifyJournal() {
    return RestResponse.ok(JournalContract.verification(journal.verify()));
  }
}
