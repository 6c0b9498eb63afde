package org.uputnica.referral.api.fhir;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.FhirApi;
import org.uputnica.contract.model.FhirBundleDto;
import org.uputnica.contract.model.FhirServiceRequestDto;
import org.uputnica.contract.model.FhirTaskDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.token.TokenSettings;
import org.uputnica.referral.ReferralService;
import org.uputnica.referral.ReferralView;
import org.uputnica.referral.domain.Referrals;

/**
 * Referrals for systems that speak FHIR, where the operator switches it on; elsewhere there is no
 * such thing. Translates, never decides. Contract: {@code openapi/paths/fhir.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
@EndpointDisabled(name = "uputnica.fhir.enabled", stringValue = "false", disableIfMissing = true)
public class FhirResource implements FhirApi {
  private final ReferralService referrals;
  private final Callers callers;
  private final Writes writes;
  private final TokenSettings settings;
  private final CurrentVertxRequest request;
  private final ObjectMapper json;

  FhirResource(
      ReferralService referrals,
      Callers callers,
      Writes writes,
      TokenSettings settings,
      CurrentVertxRequest request,
      ObjectMapper json) {
    this.referrals = referrals;
    this.callers = callers;
    this.writes = writes;
    this.settings = settings;
    this.request = request;
    this.json = json;
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.LAW, Roles.COORD})
  public RestResponse<FhirBundleDto> searchTasks(
      @Nullable String owner,
      @Nullable String requester,
      @Nullable String status,
      @Nullable String include,
      Integer count,
      @Nullable String cursor) {
    requireKnownParameters();
    Map<String, String> query = new LinkedHashMap<>();
    put(query, "owner", owner);
    put(query, "requester", requester);
    put(query, "status", status);
    put(query, "_include", include);
    query.put("_count", count.toString());
    Page<ReferralView> page =
        referrals.search(
            new Referrals.Search(
                organization(owner),
                organization(requester),
                status == null ? null : ClosedLoop.states(statuses(status))),
            callers.current(),
            cursor,
            count);
    return RestResponse.ok(
        new FhirSearch(base(), query, json).bundle(page, cursor, include != null));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.LAW, Roles.COORD})
  public RestResponse<FhirTaskDto> readTask(UUID referralId) {
    return task(read(referralId));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE, Roles.SHELTER, Roles.LAW})
  public RestResponse<FhirTaskDto> updateTask(
      UUID idempotencyKey, String ifMatch, UUID referralId, FhirTaskDto fhirTaskDto) {
    return writes.once(
        idempotencyKey,
        FhirTaskDto.class,
        new Writes.Request("updateTask", referralId + ifMatch, fhirTaskDto),
        new Writes.Unkept<>(
            Set.of("input"), // where they meet is among it
            again -> again.input(FhirReferral.task(read(referralId)).getInput())),
        () ->
            task(
                referrals.take(
                    new TrackId(referralId),
                    seen -> TaskChange.read(seen, fhirTaskDto, Revision.of(ifMatch)),
                    callers.current())));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.LAW, Roles.COORD})
  public RestResponse<FhirServiceRequestDto> readServiceRequest(UUID referralId) {
    ReferralView view = read(referralId);
    return Revision.ok(FhirReferral.serviceRequest(view), view.track().revision());
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.LAW, Roles.COORD})
  public RestResponse<Object> readCapabilities() {
    return RestResponse.ok(Capabilities.of(base()));
  }

  private ReferralView read(UUID referral) {
    return referrals.get(new TrackId(referral), callers.current());
  }

  private static RestResponse<FhirTaskDto> task(ReferralView view) {
    return Revision.ok(FhirReferral.task(view), view.track().revision());
  }

  /** As clients know it, for addresses in answers. */
  private String base() {
    HttpServerRequest asked = request.getCurrent().request();
    return settings
            .address()
            .map(URI::toString)
            .orElseGet(() -> asked.scheme() + "://" + asked.authority())
        + "/v1/fhir";
  }

  /** One that is passed over would answer more than was asked for. */
  private void requireKnownParameters() {
    MultiMap sent = request.getCurrent().queryParams();
    for (String name : sent.names()) {
      if (!FhirSearch.PARAMETERS.contains(name)) {
        throw refused(name, "is not a parameter of this search", FhirSearch.PARAMETERS);
      }
      if (sent.getAll(name).size() > 1) {
        throw refused(name, "is given twice", List.of());
      }
    }
  }

  private static Set<String> statuses(String status) {
    Set<String> asked = Set.copyOf(Arrays.asList(status.split(",", -1)));
    if (!ClosedLoop.statuses().containsAll(asked)) {
      throw refused("status", "is not one of the table", ClosedLoop.statuses());
    }
    return asked;
  }

  /** The shape was checked with the contract. */
  private static @Nullable OrganizationId organization(@Nullable String reference) {
    return reference == null
        ? null
        : new OrganizationId(UUID.fromString(reference.substring(reference.indexOf('/') + 1)));
  }

  private static void put(Map<String, String> query, String name, @Nullable String value) {
    if (value != null) {
      query.put(name, value);
    }
  }

  private static RefusedException refused(String parameter, String what, List<String> allowed) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "A parameter is not as docs/fhir.md has it",
        FieldProblem.at(parameter, what, allowed));
  }
}
