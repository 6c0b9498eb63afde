package org.uputnica.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/**
 * A browser in which somebody signs in to the client {@code uputnica-web}: code flow with PKCE, the
 * pages of Keycloak filled in, the token bound to a key. Keeps its session.
 */
public final class Browser {
  public static final String REDIRECT = "http://localhost:0/signed-in";

  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern ASKED = Pattern.compile("challenge\\s*:\\s*\"([^\"]+)\"");
  private static final int MOST_PAGES = 8;

  private ClientKey key = new ClientKey();
  private final Map<String, String> cookies = new TreeMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String username;
  private final String password;
  private @Nullable SecurityKey registering;
  private @Nullable Signer signer;

  public Browser(String username, String password) {
    this.username = username;
    this.password = password;
  }

  /** Answers a page that asks for a security key. */
  @FunctionalInterface
  public interface Signer {
    /**
     * @param origin of the page
     * @param host the key was registered for
     */
    Map<String, String> sign(String challenge, String origin, String host);
  }

  /** Registers this key where the page asks for one. */
  public void registering(SecurityKey key) {
    registering = key;
  }

  /** Signs with a key where the page asks for it. */
  public void signing(Signer with) {
    signer = with;
  }

  /**
   * What came of signing in.
   *
   * @param asked the pages that were filled in: {@code password}, {@code code}, {@code key}, {@code
   *     register key}
   * @param answer of the token endpoint, or the parameters of an error
   */
  public record SignedIn(List<String> asked, JsonNode answer) {
    public String accessToken() {
      return answer.path("access_token").asText();
    }

    public String refreshToken() {
      return answer.path("refresh_token").asText();
    }
  }

  public ClientKey key() {
    return key;
  }

  /** Loses its key and makes another; the session at Keycloak goes on. */
  public void loseKey() {
    key = new ClientKey();
  }

  /** Signs in, or steps up: {@code parameters} such as {@code acr_values}. */
  public SignedIn signIn(Map<String, String> parameters) {
    String verifier = Ids.random() + "-" + Ids.random();
    Map<String, String> asked = new TreeMap<>();
    asked.put("client_id", "uputnica-web");
    asked.put("redirect_uri", REDIRECT);
    asked.put("response_type", "code");
    asked.put("scope", "openid");
    asked.put("code_challenge", challenge(verifier));
    asked.put("code_challenge_method", "S256");
    asked.putAll(parameters);
    List<String> pages = new ArrayList<>();
    HttpResponse<String> page = get(endpoint("auth") + "?" + form(asked));
    for (int i = 0; i < MOST_PAGES; i++) {
      @Nullable String location = page.headers().firstValue("Location").orElse(null);
      if (location != null && location.startsWith(REDIRECT)) {
        return new SignedIn(pages, token(parameter(location, "code"), verifier));
      }
      page = location != null ? get(location) : fillIn(page.body(), pages);
    }
    throw new IllegalStateException("not signed in after " + pages);
  }

  /** Answer of the token endpoint to a refresh token. */
  public JsonNode refresh(String refreshToken) {
    return token(
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            "uputnica-web",
            "refresh_token",
            refreshToken));
  }

  private JsonNode token(String code, String verifier) {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "uputnica-web",
            "code",
            code,
            "redirect_uri",
            REDIRECT,
            "code_verifier",
            verifier));
  }

  private JsonNode token(Map<String, String> form) {
    try {
      return new ObjectMapper()
          .readTree(
              send(post(endpoint("token"), form)
                      .header("DPoP", key.proof("POST", endpoint("token"), null)))
                  .body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> fillIn(String page, List<String> asked) {
    Matcher action = ACTION.matcher(page);
    if (!action.find()) {
      throw new IllegalStateException("no form after " + asked);
    }
    String target = action.group(1).replace("&amp;", "&");
    if (page.contains("name=\"password\"")) {
      asked.add("password");
      return send(post(target, Map.of("username", username, "password", password)));
    }
    if (page.contains("name=\"otp\"")) {
      asked.add("code");
      return send(post(target, Map.of("otp", Tokens.code(username))));
    }
    if (page.contains("name=\"attestationObject\"") && registering != null) {
      asked.add("register key");
      return send(post(target, registering.register(challengeIn(page), origin(), host())));
    }
    if (page.contains("name=\"authenticatorData\"") && signer != null) {
      asked.add("key");
      return send(post(target, signer.sign(challengeIn(page), origin(), host())));
    }
    if (page.contains("kc-error-credential-form")) {
      throw new IllegalStateException("the security key was refused after " + asked);
    }
    asked.add("set up");
    throw new IllegalStateException("another page after " + asked);
  }

  private HttpResponse<String> get(String address) {
    return send(HttpRequest.newBuilder(URI.create(address)));
  }

  private HttpRequest.Builder post(String address, Map<String, String> form) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form(form)));
  }

  /** By hand: Keycloak marks its cookies Secure, which a browser overlooks on this machine. */
  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      for (String set : answer.headers().allValues("Set-Cookie")) {
        String[] cookie = set.split(";", 2)[0].split("=", 2);
        if (cookie[1].isEmpty()) {
          cookies.remove(cookie[0]);
        } else {
          cookies.put(cookie[0], cookie[1]);
        }
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("Keycloak does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String challengeIn(String page) {
    Matcher challenge = ASKED.matcher(page);
    if (!challenge.find()) {
      throw new IllegalStateException("a page for a security key without a challenge");
    }
    return challenge.group(1);
  }

  private static String origin() {
    URI issuer = URI.create(Realm.issuer());
    return issuer.getScheme() + "://" + issuer.getAuthority();
  }

  private static String host() {
    return URI.create(Realm.issuer()).getHost();
  }

  private static String endpoint(String name) {
    return Realm.issuer() + "/protocol/openid-connect/" + name;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String parameter(String address, String name) {
    Matcher found = Pattern.compile("[?&#]" + name + "=([^&]+)").matcher(address);
    if (!found.find()) {
      throw new IllegalStateException("no " + name + " in the answer");
    }
    return found.group(1);
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
