package org.uputnica.platform.api;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.uputnica.contract.PracticeApi;
import org.uputnica.contract.model.MovePracticeClockDto;
import org.uputnica.contract.model.PracticeClockDto;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.time.PracticeService;

/**
 * The clock of a practice. Where real people are met there is no such thing. Contract: {@code
 * openapi/paths/practice.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
@EndpointDisabled(name = "uputnica.demo", stringValue = "false", disableIfMissing = true)
public class PracticeResource implements PracticeApi {
  private final PracticeService practice;
  private final Writes writes;

  PracticeResource(PracticeService practice, Writes writes) {
    this.practice = practice;
    this.writes = writes;
  }

  @Override
  @Authenticated
  public RestResponse<PracticeClockDto> getPracticeClock() {
    return RestResponse.ok(toDto(practice.time()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<PracticeClockDto> movePracticeClock(
      UUID idempotencyKey, MovePracticeClockDto body) {
    RestResponse<PracticeClockDto> moved =
        writes.once(
            idempotencyKey,
            PracticeClockDto.class,
            new Writes.Request("movePracticeClock", "", body),
            () -> RestResponse.ok(toDto(practice.move(length(body.getBy())))));
    practice.goOn();
    return moved;
  }

  private static Duration length(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException _) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "This is no length of time",
          FieldProblem.at("by", "is no length of time"));
    }
  }

  private static PracticeClockDto toDto(PracticeService.Time time) {
    return new PracticeClockDto().now(time.now()).aheadSeconds(time.ahead().toSeconds());
  }
}
