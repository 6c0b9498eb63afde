package org.uputnica.door.api;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.uputnica.door.DoorSettings;

/** Where a request comes from, as far as the node can tell; hashed at once and never kept. */
@ApplicationScoped
public class RequestSource {
  private static final int LONGEST = 64;
  private static final int VERSION_6 = 16;
  private static final int NETWORK = 8;

  /** {@code [2001:db8::1]:443}, {@code [2001:db8::1]} or {@code 192.0.2.1:443}. */
  private static final Pattern WITH_PORT =
      Pattern.compile("^(?:\\[([^\\]]+)](?::\\d+)?|([^:]+):\\d+)$");

  private final CurrentVertxRequest current;
  private final DoorSettings settings;

  RequestSource(CurrentVertxRequest current, DoorSettings settings) {
    this.current = current;
    this.settings = settings;
  }

  /** What the proxy wrote last, if there is one; else the other end of the connection. */
  public String address() {
    HttpServerRequest request = current.getCurrent().request();
    return network(
        settings
            .sourceHeader()
            .flatMap(header -> written(request.headers().getAll(header)))
            .orElseGet(() -> request.remoteAddress().hostAddress()));
  }

  /**
   * What the last proxy wrote: a proxy may add a line of its own and leave those of the client
   * before it.
   */
  static Optional<String> written(List<String> lines) {
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(lines.getLast())
            .map(said -> said.substring(said.lastIndexOf(',') + 1).strip())
            .filter(said -> !said.isEmpty() && said.length() <= LONGEST);
  }

  /**
   * Without the port, and of an address of version 6 the network alone: one subscriber has all 2^64
   * addresses of it (RFC 6177).
   */
  static String network(String address) {
    String host = WITH_PORT.matcher(address).replaceFirst("$1$2");
    try {
      byte[] bytes = InetAddress.ofLiteral(host).getAddress();
      return bytes.length == VERSION_6
          ? HexFormat.of().formatHex(bytes, 0, NETWORK)
          : HexFormat.of().formatHex(bytes);
    } catch (IllegalArgumentException name) {
      return host;
    }
  }
}
