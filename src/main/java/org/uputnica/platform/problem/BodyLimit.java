package org.uputnica.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/**
 * Refuses a body of more than a megabyte, or more than the operation's own limit ({@link
 * LargerBody}), with the problem of the catalogue. The body is read to its end and thrown away,
 * since a client that is still sending would not see the answer. Cut off by the framework, with a
 * bare 413, is a body that does not say its length and passes the limit, and one that says more
 * than {@code quarkus.http.limits.max-body-size}.
 */
@ApplicationScoped
class BodyLimit {
  /** Bytes. */
  private static final long LARGEST = 1L << 20;

  private static final int BEFORE_EVERYTHING = 10_000;

  /** Behind the framework's own limit, which would write over ours. */
  private static final int BEFORE_THE_RESOURCES = 1;

  /** A body whose length is not known is stopped by its reader first, who says so in words. */
  private static final long SLACK = 1L << 20;

  private final ObjectMapper json;
  private final List<LargerBody> larger;

  BodyLimit(ObjectMapper json, @All List<LargerBody> larger) {
    this.json = json;
    this.larger = List.copyOf(larger);
  }

  void install(@Observes Filters filters) {
    filters.register(this::check, BEFORE_EVERYTHING);
    filters.register(this::count, BEFORE_THE_RESOURCES);
  }

  private void check(RoutingContext context) {
    @Nullable String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    long largest = largest(context);
    if (length == null || isWithin(length, largest)) {
      context.next();
    } else {
      context.request().handler(_ -> {}).endHandler(_ -> refuse(context, largest)).resume();
    }
  }

  /** A body that does not say its length is counted while it is read. */
  private void count(RoutingContext context) {
    long largest = largest(context);
    context.put(
        VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, largest == LARGEST ? LARGEST : largest + SLACK);
    context.next();
  }

  private long largest(RoutingContext context) {
    return larger.stream()
        .filter(body -> body.isSentTo(context.request().path()))
        .mapToLong(LargerBody::largest)
        .findFirst()
        .orElse(LARGEST);
  }

  private void refuse(RoutingContext context, long largest) {
    Problem problem =
        Problem.of(
            RefusedException.of(
                    ProblemType.BODY_TOO_LARGE,
                    largest == LARGEST
                        ? "At most one megabyte"
                        : "At most %d megabytes".formatted(largest >> 20))
                .refusal(),
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

  private static boolean isWithin(String length, long largest) {
    try {
      return Long.parseLong(length) <= largest;
    } catch (NumberFormatException unreadable) {
      return false;
    }
  }
}
