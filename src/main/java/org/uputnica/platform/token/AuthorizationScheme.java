package org.uputnica.platform.token;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Base64;
import java.util.List;

/**
 * Reads {@code Authorization} before anything else does. Takes the scheme off a token, whose
 * signature is checked the same way whether it is bound to a key or not; {@link TokenGuard} then
 * asks for what the scheme promised. What is no signed token at all is left out: two headers, since
 * what stands in front might read the other one, and whatever does not even look like one.
 */
@ApplicationScoped
class AuthorizationScheme {
  private static final String BEARER = "Bearer ";
  private static final String DPOP = "DPoP ";
  private static final String MARK = AuthorizationScheme.class.getName();
  private static final int BEFORE_AUTHENTICATION = 9_000;

  void install(@Observes Filters filters) {
    filters.register(AuthorizationScheme::read, BEFORE_AUTHENTICATION);
  }

  /** Whether the token of this request came with the scheme {@code DPoP}. */
  static boolean isDpop(RoutingContext context) {
    return context.get(MARK) != null;
  }

  private static void read(RoutingContext context) {
    MultiMap headers = context.request().headers();
    List<String> said = headers.getAll(HttpHeaders.AUTHORIZATION);
    if (said.isEmpty()) {
      context.next();
      return;
    }
    String first = said.getFirst();
    boolean dpop = hasScheme(first, DPOP);
    String token =
        dpop || hasScheme(first, BEARER) ? first.substring(first.indexOf(' ')).strip() : "";
    if (said.size() == 1 && looksSigned(token)) {
      headers.set(HttpHeaders.AUTHORIZATION, BEARER + token);
      if (dpop) {
        context.put(MARK, DPOP);
      }
    } else {
      headers.remove(HttpHeaders.AUTHORIZATION);
    }
    context.next();
  }

  private static boolean hasScheme(String header, String scheme) {
    return header.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static boolean looksSigned(String token) {
    List<String> parts = List.of(token.split("\\.", -1));
    return parts.size() == 3 && isObject(parts.get(0)) && isObject(parts.get(1));
  }

  private static boolean isObject(String part) {
    try {
      return !new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(part))).isEmpty();
    } catch (DecodeException | IllegalArgumentException unreadable) {
      return false;
    }
  }
}
