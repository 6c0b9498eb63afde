package org.uputnica.door.api;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.uputnica.door.DoorSettings;

/** Where a request comes from, as far as the node can tell; hashed at once and never kept. */
@ApplicationScoped
class RequestSource {
  private static final int LONGEST = 64;

  private final CurrentVertxRequest current;
  private final DoorSettings settings;

  RequestSource(CurrentVertxRequest current, DoorSettings settings) {
    this.current = current;
    this.settings = settings;
  }

  /** What the proxy wrote last, if there is one; else the other end of the connection. */
  String address() {
    HttpServerRequest request = current.getCurrent().request();
    return settings
        .sourceHeader()
        .flatMap(header -> Optional.ofNullable(request.getHeader(header)))
        .map(said -> said.substring(said.lastIndexOf(',') + 1).strip())
        .filter(said -> !said.isEmpty() && said.length() <= LONGEST)
        .orElseGet(() -> request.remoteAddress().hostAddress());
  }
}
