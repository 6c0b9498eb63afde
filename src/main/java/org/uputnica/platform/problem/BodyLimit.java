package org.uputnica.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/**
 * Refuses a body of more than a megabyte with the problem of the catalogue. The body is read to its
 * end and thrown away, since a client that is still sending would not see the answer. Cut off by
 * the framework, with a bare 413, is a body that does not say its length and passes the megabyte,
 * and one that says more than {@code quarkus.http.limits.max-body-size}.
 */
@ApplicationScoped
class BodyLimit {
  /** Bytes. */
  private static final long LARGEST = 1L << 20;

  private static final int BEFORE_EVERYTHING = 10_000;

  /** Behind the framework's own limit, which would write over ours. */
  private static final int BEFORE_THE_RESOURCES = 1;

  private final ObjectMapper json;

  BodyLimit(ObjectMapper json) {
    this.json = json;
  }

  void install(@Observes Filters filters) {
    filters.register(this::check, BEFORE_EVERYTHING);
    filters.register(BodyLimit::count, BEFORE_THE_RESOURCES);
  }

  private void check(RoutingContext context) {
    @Nullable String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || isSmall(length)) {
      context.next();
    } else {
      context.request().handler(_ -> {}).endHandler(_ -> refuse(context)).resume();
    }
  }

  /** A body that does not say its length is counted while it is read. */
  private static void count(RoutingContext context) {
    context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, LARGEST);
    context.next();
  }

  private void refuse(RoutingContext context) {
    Problem problem =
        Problem.of(
            RefusedException.of(ProblemType.BODY_TOO_LARGE, "At most one megabyte").refusal(),
            "urn:uuid:" + Ids.random());
    try {
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      context.fail(e);
    }
  }

  private static boolean isSmall(String length) {
    try {
      return Long.parseLong(length) <= LARGEST;
    } catch (NumberFormatException unreadable) {
      return false;
    }
  }
}
