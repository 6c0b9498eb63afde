package org.uputnica.platform.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What a browser may do with an answer (Content Security Policy Level 3): nothing, unless the
 * answer says so itself. An answer never has two policies, for a browser that is told two obeys
 * both, and would neither style a page nor send its form.
 */
@ApplicationScoped
class ContentPolicy {
  private static final String NAME = "Content-Security-Policy";
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Before whatever may refuse a request. */
  private static final int BEFORE_EVERYTHING = 20_000;

  void install(@Observes Filters filters) {
    filters.register(ContentPolicy::look, BEFORE_EVERYTHING);
  }

  private static void look(RoutingContext context) {
    MultiMap headers = context.response().headers();
    context.addHeadersEndHandler(_ -> {
      if (!headers.contains(NAME)) {
        headers.set(NAME, NOTHING);
      }
    });
    context.next();
  }
}
