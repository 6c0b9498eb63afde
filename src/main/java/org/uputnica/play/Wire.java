package org.uputnica.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side: signs people in, on devices with a key of their own too, and carries their
 * requests. Tokens never leave this class.
 */
final class Wire implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ON = " on ";
  private static final Duration BEFORE_ITS_END = Duration.ofSeconds(30);

  private final Addresses addresses;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Token> tokens = new HashMap<>();
  private final Map<String, Token> steppedUp = new HashMap<>();
  private final Map<String, DeviceKey> devices = new HashMap<>();

  Wire(Addresses addresses, Clock clock) {
    this.addresses = addresses;
    this.clock = clock;
  }

  private record Token(String value, Instant until) {}

  /**
   * A request with every reference filled in.
   *
   * @param login null sends no token
   * @param device name of a device; its tokens are bound to its key. Null for a desk
   * @param key Idempotency-Key, for a change
   * @param ifMatch in double quotes
   * @param session of a person's own page
   */
  record Request(
      @Nullable String login,
      @Nullable String device,
      String method,
      String path,
      @Nullable String body,
      @Nullable String key,
      @Nullable String ifMatch,
      @Nullable String language,
      @Nullable String session) {
    /** The same list from there on. */
    Request from(String cursor) {
      String next =
          path
              + (path.contains("?") ? "&" : "?")
              + "cursor="
              + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
      return new Request(login, device, method, next, body, key, ifMatch, language, session);
    }
  }

  /**
   * Sends a request and reads the answer, whatever it is. Who is asked for the second factor shows
   * it and asks again, as a client does (RFC 9470).
   */
  Answer send(Request asked) {
    HttpResponse<String> response = send(asked, tokens, "uputnica-player", List.of(""));
    if (asked.login() != null && isStepUpNeeded(response)) {
      response = send(asked, steppedUp, "uputnica-player-gold", factors());
    }
    return new Answer(
        response.statusCode(),
        response.body(),
        tree(response.body()),
        response.headers().firstValue("ETag").orElse(null));
  }

  /**
   * A code is good once and may have been used by a play just before; the next one is taken too.
   */
  private List<String> factors() {
    Instant now = clock.instant();
    return Stream.of(now, now.plus(Totp.PERIOD)).map(at -> "&totp=" + Totp.at(at)).toList();
  }

  private static boolean isStepUpNeeded(HttpResponse<String> response) {
    return response.headers().allValues("WWW-Authenticate").stream()
        .anyMatch(challenge -> challenge.contains("insufficient_user_authentication"));
  }

  private HttpResponse<String> send(
      Request asked, Map<String, Token> known, String client, List<String> factors) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(asked.path()))
            .timeout(PATIENCE)
            .header(
                "Accept",
                "application/json, text/html;q=0.9, text/csv;q=0.9, application/problem+json")
            .method(
                asked.method(),
                asked.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(asked.body()));
    if (asked.body() != null) {
      request.header("Content-Type", "application/json");
    }
    header(request, "Idempotency-Key", asked.key());
    header(request, "If-Match", asked.ifMatch());
    header(request, "Accept-Language", asked.language());
    header(request, "Door-Session", asked.session());
    if (asked.login() != null) {
      sign(request, asked, known, client, factors);
    }
    return exchange(request.build(), "The service");
  }

  private void sign(
      HttpRequest.Builder request,
      Request asked,
      Map<String, Token> known,
      String client,
      List<String> factors) {
    String login = Objects.requireNonNull(asked.login());
    @Nullable String device = asked.device();
    @Nullable DeviceKey key = device == null ? null : device(device);
    String token = token(login, device, known, client, factors);
    if (key == null) {
      request.header("Authorization", "Bearer " + token);
    } else {
      String address = address(asked.path()).toString().split("\\?", 2)[0];
      request.header("Authorization", "DPoP " + token);
      request.header("DPoP", key.proof(asked.method(), address, token, clock.instant()));
    }
  }

  private DeviceKey device(String name) {
    return devices.computeIfAbsent(name, _ -> DeviceKey.make());
  }

  /** The keys of the devices so far, by name. */
  Map<String, String> devices() {
    Map<String, String> printed = new HashMap<>();
    devices.forEach((name, key) -> printed.put(name, key.print()));
    return printed;
  }

  /** Forgets the devices of another story and takes over these. */
  void devices(Map<String, String> printed) {
    devices.clear();
    tokens.keySet().removeIf(owner -> owner.contains(ON));
    steppedUp.keySet().removeIf(owner -> owner.contains(ON));
    printed.forEach((name, jwk) -> devices.put(name, DeviceKey.read(jwk)));
  }

  private URI address(String path) {
    try {
      return URI.create(addresses.service() + path);
    } catch (IllegalArgumentException e) {
      throw new ScenarioMistake("This is no path: " + path, e);
    }
  }

  private static void header(HttpRequest.Builder request, String name, @Nullable String value) {
    if (value != null) {
      request.header(name, value);
    }
  }

  private String token(
      String login,
      @Nullable String device,
      Map<String, Token> known,
      String client,
      List<String> factors) {
    String owner = device == null ? login : login + ON + device;
    Token token = known.get(owner);
    if (token == null || token.until().isBefore(clock.instant())) {
      token = signIn(login, device, client, factors);
      known.put(owner, token);
    }
    return token.value();
  }

  private Token signIn(String login, @Nullable String device, String client, List<String> factors) {
    JsonNode answer = MissingNode.getInstance();
    for (String factor : factors) {
      answer = grant(login, device, client, factor);
      if (answer.hasNonNull("access_token")) {
        Duration life = Duration.ofSeconds(answer.path("expires_in").asLong());
        Instant until = clock.instant().plus(life).minus(BEFORE_ITS_END);
        return new Token(answer.path("access_token").asText(), until);
      }
    }
    throw new ScenarioMistake(
        login + " cannot sign in: " + answer.path("error").asText("no answer of a realm"));
  }

  private JsonNode grant(String login, @Nullable String device, String client, String factor) {
    String form =
        "grant_type=password&client_id="
            + client
            + factor
            + "&username="
            + URLEncoder.encode(login, StandardCharsets.UTF_8)
            + "&password="
            + URLEncoder.encode(addresses.password(), StandardCharsets.UTF_8);
    URI realm = URI.create(addresses.realm() + "/protocol/openid-connect/token");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(realm)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    if (device != null) {
      String proof = device(device).proof("POST", realm.toString(), null, clock.instant());
      request.header("DPoP", proof);
    }
    return tree(exchange(request.build(), "Keycloak").body());
  }

  private HttpResponse<String> exchange(HttpRequest request, String who) {
    try {
      return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (ConnectException e) {
      throw new ScenarioMistake(
          who + " does not answer at " + origin(request.uri()) + "; start ./uputnica run first", e);
    } catch (IOException e) {
      throw new ScenarioMistake(
          who + " broke off at " + origin(request.uri()) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioMistake("Interrupted", e);
    }
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }

  private JsonNode tree(String body) {
    try {
      JsonNode read = json.readTree(body);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
