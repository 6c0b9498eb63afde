package org.uputnica.inbox;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Somebody who listens to a stream. */
final class StreamListener implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final InputStream body;
  private final Thread reading;

  private StreamListener(Consumer<HttpRequest.Builder> more, int seconds) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create(
                RestAssured.baseURI
                    + ":"
                    + RestAssured.port
                    + "/v1/inbox/stream?seconds="
                    + seconds));
    more.accept(request);
    HttpResponse<InputStream> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("answered " + answer.statusCode());
    }
    body = answer.body();
    reading = Thread.ofVirtual().start(this::read);
  }

  static StreamListener of(String token) throws Exception {
    return new StreamListener(request -> request.header("Authorization", "Bearer " + token), 60);
  }

  static StreamListener of(String token, int seconds) throws Exception {
    return new StreamListener(
        request -> request.header("Authorization", "Bearer " + token), seconds);
  }

  static StreamListener of(String token, String lastId) throws Exception {
    return new StreamListener(
        request ->
            request.header("Authorization", "Bearer " + token).header("Last-Event-ID", lastId),
        60);
  }

  static StreamListener with(Consumer<HttpRequest.Builder> more) throws Exception {
    return new StreamListener(more, 60);
  }

  private void read() {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      text.lines().forEach(lines::add);
    } catch (IOException | RuntimeException broken) {
      lines.add("broken");
    }
  }

  /** The id of the last event; empty before the first. */
  String id() {
    return lines.stream()
        .filter(it -> it.startsWith("id: "))
        .reduce((_, last) -> last)
        .map(it -> it.substring("id: ".length()))
        .orElse("");
  }

  boolean heard(Object word) {
    return lines.stream().anyMatch(it -> it.contains(word.toString()));
  }

  long signsOfLife() {
    return lines.stream().filter(":"::equals).count();
  }

  boolean isOver() {
    return !reading.isAlive();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
