package org.uputnica.platform.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;

/** Asks the identity provider what it says now of a token it has issued (RFC 7662). */
@ApplicationScoped
class IdentityProvider {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final URI introspection;
  private final String credentials;
  private final ObjectMapper json;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  IdentityProvider(TokenSettings settings, Config config, ObjectMapper json) {
    this.introspection =
        URI.create(
            config.getValue("quarkus.oidc.auth-server-url", String.class)
                + "/protocol/openid-connect/token/introspect");
    this.credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (config.getValue("quarkus.oidc.client-id", String.class)
                            + ':'
                            + settings.clientSecret().orElse(""))
                        .getBytes(StandardCharsets.UTF_8));
    this.json = json;
  }

  /**
   * What the account is now.
   *
   * @param active whether the token, its session and its account are good
   */
  record Standing(
      boolean active, Set<String> roles, @Nullable String organization, @Nullable String country) {}

  /** It could not be asked; nothing is known. */
  static final class AwayException extends Exception {
    private static final long serialVersionUID = 1L;

    AwayException() {
      super("", null, false, false);
    }
  }

  /** Blocks for as long as three seconds; never inside a transaction. */
  Standing ask(String token) throws AwayException {
    var request =
        HttpRequest.newBuilder(introspection)
            .timeout(PATIENCE)
            .header("Authorization", credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "token_type_hint=access_token&token="
                        + URLEncoder.encode(token, StandardCharsets.UTF_8)))
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AwayException();
      }
      return standing(json.readTree(answer.body()));
    } catch (IOException away) {
      throw new AwayException();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AwayException();
    }
  }

  private static Standing standing(JsonNode answer) {
    Set<String> roles = new HashSet<>();
    answer.at("/realm_access/roles").forEach(role -> roles.add(role.asText()));
    roles.retainAll(Roles.ALL);
    return new Standing(
        answer.path("active").asBoolean(false),
        roles,
        answer.path(Callers.ORGANIZATION).asText(null),
        answer.path(Callers.COUNTRY).asText(null));
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}
