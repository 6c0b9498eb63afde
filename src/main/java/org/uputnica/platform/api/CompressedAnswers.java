package org.uputnica.platform.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Lets the large answers be compressed that hold nothing secret: code lists, what is read to people
 * before they answer, and the procedures of the countries. All others go out as they are, for
 * whoever can make a client ask and watches the length of a compressed answer learns what is in it
 * (BREACH). The list is closed: an answer about a person, or with a word of whoever asked, never
 * stands here.
 */
@ApplicationScoped
class CompressedAnswers {
  private static final Pattern OPEN =
      Pattern.compile(
          "/v1/(codelists/[^/]+|consent-texts/[^/]+/[^/]+"
              + "|mechanisms/[^/]+(/page|/tracks/[^/]+/diagram)?)");

  private static final int BEFORE_THE_RESOURCES = 1;
  private static final int FOUND = 200;
  private static final int NOT_CHANGED = 304;

  void install(@Observes Filters filters) {
    filters.register(CompressedAnswers::look, BEFORE_THE_RESOURCES);
  }

  private static void look(RoutingContext context) {
    if (context.request().method().equals(HttpMethod.GET)
        && OPEN.matcher(context.request().path()).matches()) {
      HttpServerResponse response = context.response();
      context.addHeadersEndHandler(_ -> compress(response));
    }
    context.next();
  }

  private static void compress(HttpServerResponse response) {
    int status = response.getStatusCode();
    if (status == FOUND) {
      response.headers().remove(HttpHeaders.CONTENT_ENCODING);
    }
    if (status == FOUND || status == NOT_CHANGED) {
      response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
  }
}
