package org.uputnica.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Real access tokens of the demo people, from the Keycloak of {@link Stack}. */
public final class Tokens {
  /** A token is renewed when less than this is left of it. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private static final Map<String, Issued> ISSUED = new ConcurrentHashMap<>();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static volatile @Nullable String other;

  private Tokens() {}

  private record Issued(String token, long expiresAtNanos) {
    boolean isFresh() {
      return expiresAtNanos - System.nanoTime() > MARGIN.toNanos();
    }
  }

  /** The access token of {@code username} (password {@code demo}), for the Authorization header. */
  public static String of(String username) {
    return ISSUED
        .compute(username, (name, known) -> known != null && known.isFresh() ? known : issue(name))
        .token();
  }

  /** The opaque id of {@code username}, as the service knows it. */
  public static String subject(String username) {
    String payload = of(username).split("\\.", -1)[1];
    try {
      return new ObjectMapper()
          .readTree(Base64.getUrlDecoder().decode(payload))
          .path("sub")
          .asText();
    } catch (IOException e) {
      throw new IllegalStateException("a token is readable", e);
    }
  }

  /** From now on of the Keycloak with this realm, which another program has started. */
  public static void from(String issuer) {
    ISSUED.clear();
    other = issuer;
  }

  private static Issued issue(String username) {
    String issuer = other == null ? Stack.running().get("quarkus.oidc.auth-server-url") : other;
    if (issuer == null) {
      throw new IllegalStateException("no Keycloak: annotate the test with Stack");
    }
    var request =
        HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=password&client_id=uputnica-player&password=demo&username="
                        + username))
            .build();
    try {
      var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("no token for " + username + ": " + answer.body());
      }
      JsonNode token = new ObjectMapper().readTree(answer.body());
      return new Issued(
          token.path("access_token").asText(),
          System.nanoTime() + Duration.ofSeconds(token.path("expires_in").asLong()).toNanos());
    } catch (IOException e) {
      throw new IllegalStateException("Keycloak does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
