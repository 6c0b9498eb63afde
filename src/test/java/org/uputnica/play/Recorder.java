package org.uputnica.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Stands between people and the service, and remembers who asked what and what was answered. */
final class Recorder implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> BETWEEN_TWO =
      Set.of(
          "connection", "host", "content-length", "transfer-encoding", "upgrade", "http2-settings");

  private final HttpServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final List<Heard> heard = new ArrayList<>();

  /** Somebody, as her token says. */
  record Somebody(String account, Set<String> roles, String organization, String country) {
    static final Somebody UNKNOWN = new Somebody("", Set.of(), "", "");
  }

  /** One request and its answer. */
  record Heard(Somebody by, String method, String path, String asked, int status, String answered) {
    boolean done() {
      return status < 300;
    }

    JsonNode body() {
      return tree(asked);
    }

    JsonNode answer() {
      return tree(answered);
    }
  }

  /** Begins to listen. */
  Recorder(int port) throws IOException {
    this.port = port;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Everything so far, in the order of the answers. */
  synchronized List<Heard> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      URI target = URI.create("http://localhost:" + port + exchange.getRequestURI());
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target)
              .method(
                  exchange.getRequestMethod(),
                  asked.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(asked));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (!BETWEEN_TWO.contains(name.toLowerCase(Locale.ROOT))) {
              values.forEach(value -> request.header(name, value));
            }
          });
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(UTF_8));
      remember(
          new Heard(
              somebody(exchange.getRequestHeaders().getFirst("Authorization")),
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              asked,
              response.statusCode(),
              response.body()));
      response
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!BETWEEN_TWO.contains(name.toLowerCase(Locale.ROOT))) {
              values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
          });
      byte[] answer = response.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(response.statusCode(), answer.length == 0 ? -1 : answer.length);
      if (answer.length > 0) {
        exchange.getResponseBody().write(answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void remember(Heard one) {
    heard.add(one);
  }

  private static Somebody somebody(@Nullable String authorization) {
    if (authorization == null || !authorization.matches("(Bearer|DPoP) .*")) {
      return Somebody.UNKNOWN;
    }
    JsonNode token =
        tree(new String(Base64.getUrlDecoder().decode(authorization.split("[ .]", -1)[2]), UTF_8));
    Set<String> roles = new HashSet<>();
    token.findValues("roles").forEach(list -> list.forEach(role -> roles.add(role.asText())));
    return new Somebody(
        token.path("sub").asText(),
        roles,
        token.path("uputnica_organization").asText(),
        token.path("uputnica_country").asText());
  }

  private static JsonNode tree(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
