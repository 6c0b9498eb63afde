package org.uputnica.platform.token;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Scheme and authority under which the service is reached from outside, without a path. */
@ApplicationScoped
public class ServiceAddress {
  private final TokenSettings settings;

  ServiceAddress(TokenSettings settings) {
    this.settings = settings;
  }

  /** As the operator says; else as this request says, which only a demo does without a proxy. */
  public String origin(HttpServerRequest request) {
    return settings
        .address()
        .map(URI::toString)
        .orElseGet(() -> request.scheme() + "://" + request.authority());
  }
}
