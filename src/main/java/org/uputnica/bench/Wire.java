package org.uputnica.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.uputnica.platform.id.Ids;

/** HTTP to the service as one of the people, connections kept open between requests. */
final class Wire implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_WITH_FILES = Duration.ofMinutes(10);

  private static final String JSON = "application/json";

  /** Tokens live five minutes. */
  private static final long RENEW_AFTER = Duration.ofMinutes(3).toNanos();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI service;
  private final URI tokens;
  private final Map<Person, Token> known = new EnumMap<>(Person.class);

  Wire(URI service, URI tokens) {
    this.service = service;
    this.tokens = tokens;
  }

  private record Token(String value, long since) {}

  Answer get(Person person, String path) {
    return send(request(person, path).GET());
  }

  /** Asks what travels in a body and keeps nothing. */
  Answer ask(Person person, String path, String body) {
    return send(
        request(person, path).header("Content-Type", JSON).POST(BodyPublishers.ofString(body)));
  }

  /** Sends a file. */
  Answer upload(Person person, String path, byte[] file) {
    return send(
        request(person, path)
            .timeout(PATIENCE_WITH_FILES)
            .header("Content-Type", "application/octet-stream")
            .header("Idempotency-Key", Ids.random().toString())
            .POST(BodyPublishers.ofByteArray(file)));
  }

  /** Posts under a key of its own. */
  Answer post(Person person, String path, String body) {
    return send(writing(person, path).POST(BodyPublishers.ofString(body)));
  }

  /** Posts against a revision. */
  Answer post(Person person, String path, String etag, String body) {
    return send(writing(person, path).header("If-Match", etag).POST(BodyPublishers.ofString(body)));
  }

  Answer put(Person person, String path, String etag, String body) {
    return send(writing(person, path).header("If-Match", etag).PUT(BodyPublishers.ofString(body)));
  }

  /** The subject the identity provider knows this person by. */
  String subject(Person person) {
    String claims = token(person).split("\\.", -1)[1];
    return new Answer(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8), "")
        .text("sub");
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest.Builder writing(Person person, String path) {
    return request(person, path)
        .header("Content-Type", JSON)
        .header("Idempotency-Key", Ids.random().toString());
  }

  private HttpRequest.Builder request(Person person, String path) {
    return HttpRequest.newBuilder(service.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token(person));
  }

  private synchronized String token(Person person) {
    Token token = known.get(person);
    if (token == null || System.nanoTime() - token.since() > RENEW_AFTER) {
      long now = System.nanoTime();
      String form =
          "grant_type=password&client_id=uputnica-player&username=%s&password=demo"
              .formatted(person.username());
      Answer answer =
          send(
              HttpRequest.newBuilder(tokens)
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form)));
      token = new Token(answer.text("access_token"), now);
      known.put(person, token);
    }
    return token.value();
  }

  private Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    String what = request.method() + " " + request.uri().getPath();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new BenchException(
            what + " was answered " + response.statusCode() + ": " + response.body());
      }
      return new Answer(response.body(), response.headers().firstValue("ETag").orElse(""));
    } catch (IOException failed) {
      throw new BenchException(what + " was not answered: " + failed, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BenchException(what + " was interrupted", stopped);
    }
  }
}
