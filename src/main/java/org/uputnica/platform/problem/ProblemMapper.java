package org.uputnica.platform.problem;

import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.time.RealTime;

/**
 * The one place where trouble becomes an answer. No exception text and no class name leaves the
 * service; a refusal of an identified caller is told to whoever keeps the journal.
 */
@Singleton
public class ProblemMapper {
  private final Callers callers;
  private final Event<Refused> refusals;
  private final SigningKeys keys;

  ProblemMapper(Callers callers, Event<Refused> refusals, @RealTime Clock clock) {
    this.callers = callers;
    this.refusals = refusals;
    this.keys = new SigningKeys(clock);
  }

  /** Everything that can go wrong in or before a resource method. */
  @ServerExceptionMapper({
    RefusedException.class,
    UnauthorizedException.class,
    AuthenticationFailedException.class,
    ForbiddenException.class,
    WebApplicationException.class,
    com.fasterxml.jackson.core.JacksonException.class,
    // The framework's own answer to this one would repeat the value that was sent.
    com.fasterxml.jackson.databind.exc.MismatchedInputException.class,
    jakarta.validation.ValidationException.class,
    Exception.class
  })
  public Uni<Response> answer(
      Throwable thrown, @Nullable SimpleResourceInfo resource, HttpHeaders headers, UriInfo uri) {
    Refusal refusal = refusal(thrown, headers, uri);
    String instance = "urn:uuid:" + Ids.random();
    if (refusal.type() == ProblemType.INTERNAL) {
      Log.errorf("%s %s", instance, SafeTrace.of(thrown));
    }
    Response response = respond(refusal, instance);
    Optional<Caller> caller = caller();
    if (caller.isEmpty() || refusal.type() == ProblemType.UNAVAILABLE) {
      return Uni.createFrom().item(response);
    }
    Refused refused =
        new Refused(
            refusal.type(),
            caller.get(),
            resource == null ? "unknown" : String.valueOf(resource.getMethodName()),
            uri.getPathParameters().values().stream()
                .flatMap(List::stream)
                .findFirst()
                .orElse(null));
    Uni<Response> told =
        Uni.createFrom()
            .item(() -> {
              tell(refused);
              return response;
            });
    return Context.isOnEventLoopThread()
        ? told.runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        : told;
  }

  private Refusal refusal(Throwable thrown, HttpHeaders headers, UriInfo uri) {
    boolean unchecked = thrown instanceof AuthenticationFailedException && keys.areAway(thrown);
    return unchecked ? Trouble.unavailable() : Trouble.read(thrown, headers, uri);
  }

  private Optional<Caller> caller() {
    try {
      return callers.find();
    } catch (RuntimeException noIdentity) {
      return Optional.empty();
    }
  }

  private void tell(Refused refused) {
    try {
      refusals.fire(refused);
    } catch (RuntimeException notKept) {
      Log.errorf("a refusal could not be journalled: %s", SafeTrace.of(notKept));
    }
  }

  private static Response respond(Refusal refusal, String instance) {
    ProblemType type = refusal.type();
    Response.ResponseBuilder builder =
        Response.status(type.status())
            .type(Problem.MEDIA_TYPE)
            .entity(Problem.of(refusal, instance));
    Challenge.to(type).forEach(words -> builder.header(HttpHeaders.WWW_AUTHENTICATE, words));
    refusal
        .retryAfter()
        .ifPresent(wait -> builder.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
    return builder.build();
  }
}
