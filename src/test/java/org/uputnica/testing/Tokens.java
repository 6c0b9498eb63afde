package org.uputnica.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.uputnica.play.Totp;

/** Real access tokens of the demo people, from the Keycloak of {@link Stack}. */
public final class Tokens {
  /** A token is renewed when less than this is left of it. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private static final String GOLD = "uputnica.testing.gold:";
  private static final String SHOWN = "uputnica.testing.shown:";

  private static final Map<String, Issued> ISSUED = new ConcurrentHashMap<>();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

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
    Realm.from(issuer);
  }

  /** As {@link #of}, with the second factor shown just now. */
  public static String gold(String username) {
    // Kept by the JVM, not by this class: a code is good once, and a test profile loads the class
    // anew.
    String name = GOLD + username;
    String[] known = System.getProperty(name, "0 ").split(" ", 2);
    if (Long.parseLong(known[0]) - System.nanoTime() > MARGIN.toNanos()) {
      return known[1];
    }
    Issued issued = issue("uputnica-player-gold", username, "demo", "&totp=" + code(username));
    System.setProperty(name, issued.expiresAtNanos() + " " + issued.token());
    return issued.token();
  }

  /** A token nobody has used, for somebody with a password of her own. */
  public static String fresh(String username, String password) {
    return issue("uputnica-player", username, password, "").token();
  }

  /**
   * A code of the demo's second factor that nobody has shown yet: that of now, else that of the
   * next half minute, which Keycloak takes as well.
   */
  public static String code(String username) {
    String name = SHOWN + username;
    long window = ClientKey.now().getEpochSecond() / 30;
    long next = Math.max(window, Long.getLong(name, 0) + 1);
    System.setProperty(name, Long.toString(next));
    return Totp.at(Instant.ofEpochSecond(next * 30));
  }

  /** A token of a session of its own, bound to a key; for {@link ClientKey#proof}. */
  public static String bound(String username, ClientKey key) {
    return bound(username, "demo", key);
  }

  /** As {@link #bound(String, ClientKey)}, for somebody with a password of her own. */
  public static String bound(String username, String password, ClientKey key) {
    String endpoint = Realm.issuer() + "/protocol/openid-connect/token";
    return issue(
            "uputnica-player",
            username,
            password,
            "",
            request -> request.header("DPoP", key.proof("POST", endpoint, null)))
        .token();
  }

  private static Issued issue(String username) {
    return issue("uputnica-player", username, "demo", "");
  }

  private static Issued issue(String client, String username, String password, String factor) {
    return issue(client, username, password, factor, _ -> {});
  }

  private static Issued issue(
      String client,
      String username,
      String password,
      String factor,
      Consumer<HttpRequest.Builder> more) {
    var request =
        HttpRequest.newBuilder(URI.create(Realm.issuer() + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=password&client_id="
                        + client
                        + factor
                        + "&password="
                        + password.replace(' ', '+')
                        + "&username="
                        + username));
    more.accept(request);
    try {
      var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
