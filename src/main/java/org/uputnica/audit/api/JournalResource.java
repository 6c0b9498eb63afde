package org.uputnica.audit.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.JournalService;
import org.uputnica.audit.ProofService;
import org.uputnica.audit.domain.EntryKind;
import org.uputnica.audit.domain.JournalFilter;
import org.uputnica.audit.domain.Outcome;
import org.uputnica.contract.JournalApi;
import org.uputnica.contract.model.ConsistencyProofDto;
import org.uputnica.contract.model.InclusionProofDto;
import org.uputnica.contract.model.JournalKeyDto;
import org.uputnica.contract.model.JournalKeysDto;
import org.uputnica.contract.model.JournalPageDto;
import org.uputnica.contract.model.SignedCheckpointDto;
import org.uputnica.contract.model.VerificationDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.token.AtADesk;
import org.uputnica.platform.token.SteppedUp;

/** The journal over HTTP. Contract: {@code openapi/paths/journal.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class JournalResource implements JournalApi {
  private final JournalService journal;
  private final ProofService proofs;
  private final Callers callers;
  private final Writes writes;

  JournalResource(JournalService journal, ProofService proofs, Callers callers, Writes writes) {
    this.journal = journal;
    this.proofs = proofs;
    this.callers = callers;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({Roles.DPO, Roles.MON})
  public RestResponse<JournalPageDto> listJournal(
      @Nullable UUID caseId,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String kind,
      @Nullable UUID organization,
      @Nullable String outcome,
      @Nullable String cursor,
      Integer limit) {
    JournalFilter filter =
        new JournalFilter(
            caseId == null ? null : new CaseId(caseId),
            from,
            to,
            one("kind", kind, EntryKind.values()),
            organization == null ? null : new OrganizationId(organization),
            one("outcome", outcome, Outcome.values()));
    return RestResponse.ok(
        JournalContract.page(
            journal.list(filter, cursor, limit), JournalService.seesCases(callers.current())));
  }

  @Override
  @RolesAllowed({Roles.DPO, Roles.MON, Roles.ADMIN})
  public RestResponse<VerificationDto> verifyJournal() {
    return RestResponse.ok(JournalContract.verification(proofs.verify()));
  }

  @Override
  @RolesAllowed({Roles.DPO, Roles.MON, Roles.ADMIN})
  public RestResponse<SignedCheckpointDto> getCheckpoint() {
    return RestResponse.ok(JournalContract.checkpoint(proofs.note()));
  }

  @Override
  @RolesAllowed({Roles.DPO, Roles.MON, Roles.ADMIN})
  public RestResponse<JournalKeysDto> listJournalKeys() {
    return RestResponse.ok(
        new JournalKeysDto().keys(proofs.keys().stream().map(JournalContract::key).toList()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<JournalKeyDto> makeJournalKey(UUID idempotencyKey) {
    return writes.once(
        idempotencyKey,
        JournalKeyDto.class,
        new Writes.Request("makeJournalKey", "", null),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED, JournalContract.key(proofs.makeKey())));
  }

  @Override
  @RolesAllowed({Roles.DPO, Roles.MON})
  public RestResponse<InclusionProofDto> proveInclusion(Long entry, @Nullable Long treeSize) {
    return RestResponse.ok(JournalContract.proof(proofs.inclusion(entry, treeSize)));
  }

  @Override
  @RolesAllowed({Roles.DPO, Roles.MON})
  public RestResponse<ConsistencyProofDto> proveConsistency(Long first, @Nullable Long second) {
    return RestResponse.ok(JournalContract.proof(proofs.consistency(first, second)));
  }

  @Override
  @RolesAllowed({Roles.DPO, Roles.MON})
  @AtADesk
  @SteppedUp
  public RestResponse<InputStream> exportJournal() {
    return RestResponse.ok(proofs.export(), "application/jsonl");
  }

  private static <E extends Enum<E>> @Nullable E one(
      String field, @Nullable String given, E[] known) {
    if (given == null) {
      return null;
    }
    return Arrays.stream(known)
        .filter(it -> it.name().equals(given))
        .findFirst()
        .orElseThrow(() ->
            RefusedException.of(
                ProblemType.INVALID_VALUE,
                "Leave it out for all of them",
                FieldProblem.at(
                    field, "is not known", Arrays.stream(known).map(Enum::name).toList())));
  }
}
