package org.uputnica.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Bodies;
import org.uputnica.testing.Contract;
import org.uputnica.testing.Contract.Operation;
import org.uputnica.testing.OwnConsentFiles;
import org.uputnica.testing.Tokens;

/**
 * Calls any operation of the contract for real, with a body that is good in form and is refused by
 * a rule once access was granted, so that nothing changes: a stale revision, a code of no list, a
 * service nobody knows.
 */
final class Calls {
  private static final String STALE = "\"999999999\"";

  /** Operations that ask for the second factor now. */
  private static final Set<String> STEP_UP =
      Set.of(
          "addWebhook",
          "breakGlass",
          "copyOut",
          "decideErasure",
          "destroyOldKeys",
          "exportJournal",
          "exportWork",
          "printCopy",
          "rotateKeys");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  Calls(String base) {
    this.base = base;
  }

  /** What came back, without what differs from call to call: the instance, the date. */
  record Answer(int status, String body, Map<String, List<String>> headers) {
    boolean isAbsent() {
      return status == 404;
    }
  }

  private static String token(Operation operation, String username) {
    return STEP_UP.contains(operation.id()) ? Tokens.gold(username) : Tokens.of(username);
  }

  Answer call(Operation operation, String username, Map<String, UUID> ids) {
    return call(operation, username, ids, "");
  }

  /**
   * @param more query, as in {@code &limit=100}
   */
  Answer call(Operation operation, String username, Map<String, UUID> ids, String more) {
    String path = operation.path();
    for (JsonNode parameter : operation.parameters()) {
      String name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("path")) {
        path = path.replace("{" + name + "}", value(name, ids));
      }
    }
    String query = (more.contains("&box=") ? "" : query(operation)) + more;
    return send(operation, username, path + (query.isEmpty() ? "" : "?" + query.substring(1)));
  }

  private Answer send(Operation operation, String username, String path) {
    @Nullable String body = body(operation);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", "Bearer " + token(operation, username))
            .header("Content-Type", mediaType(operation))
            .method(
                operation.method(),
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    boolean conditional = operation.parameter("header", "If-Match").isPresent();
    if (conditional) {
      request.header("If-Match", STALE);
    }
    if (conditional || body != null || namesSomething(operation)) { // or nothing would refuse it
      request.header("Idempotency-Key", Ids.random().toString());
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
      headers.remove("date");
      headers.remove("content-length");
      return new Answer(
          answer.statusCode(), answer.body().replaceFirst("urn:uuid:[0-9a-f-]+", ""), headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String value(String name, Map<String, UUID> ids) {
    return switch (name) {
      case "list" -> "languages";
      case "country" -> "ME";
      case "track" -> "referral";
      case "version" -> "1";
      case "language" -> "en";
      case "file" -> OwnConsentFiles.SOUND;
      case "clock" -> "DL-PLAN";
      case "serviceId" -> "1e000000-0000-4000-8000-0000000a0401";
      case "capacityId" -> "1e000000-0000-4000-8000-00000c040101";
      default -> ids.getOrDefault(name, Ids.random()).toString();
    };
  }

  private static String query(Operation operation) {
    return switch (operation.id()) {
      case "matchServices" -> "&serviceType=ACC-EMG";
      case "listReferrals" -> "&box=SENT";
      case "streamInbox" -> "&seconds=1";
      case "listBoard" -> "&list=EXPIRING";
      case "previewVersionMove", "listStayingCases" -> "&from=0a1b2c3d4e5f6a7b&to=0a1b2c3d4e5f6a7b";
      default -> "";
    };
  }

  private static String mediaType(Operation operation) {
    var taken = operation.node().at("/requestBody/content").fieldNames();
    return taken.hasNext() ? taken.next() : "application/json";
  }

  private static @Nullable String body(Operation operation) {
    String name = Bodies.schema(operation.node());
    if (name.isEmpty()) {
      return operation.node().has("requestBody") ? "x" : null;
    }
    ObjectNode body =
        name.equals("KeepNote")
            ? JsonNodeFactory.instance.objectNode().put("id", Ids.random().toString())
            : Bodies.example(name);
    switch (operation.id()) {
      case "registerCase", "recordConsent" -> body.put("language", "xx");
      case "withdrawConsent" -> body.put("scope", "CS-POL");
      case "recordException" -> body.put("recipient", Ids.random().toString());
      case "openEvent" -> body.put("leadOrganization", Ids.random().toString());
      case "keepNote", "keepReferralNote" -> body.put("text", "a bell \u0007");
      case "searchPerson" -> body.put("name", "Qwertz Xylofon");
      case "movePracticeClock" -> body.put("by", "P999999D");
      case "moveToVersion" -> body.set("to", body.get("from"));
      case "rotateKeys" -> body.put("organization", Ids.random().toString());
      case "requestErasure" -> body.put("reason", "RETENTION_ENDED");
      case "announceAttachment" ->
          body.put("kind", "EVIDENCE").put("consent", Ids.random().toString());
      case "draftReferral" -> body.put("service", Ids.random().toString());
      case "openTrack" -> body.put("track", "referral");
      case "draftRequest" -> body.put("toCountry", "DE");
      case "announceAgreementEnd" -> body.put("country", "DE");
      case "requestIdentity" -> body.put("reason", "LIFE_AT_RISK");
      case "breakGlass" -> body.put("reason", "COMPLAINT");
      case "makeAnswerLink" -> body.put("id", CaseCopies.LINK.toString());
      case "startCascade" ->
          body.putArray("services").add(Ids.random().toString()).add(Ids.random().toString());
      case "addWebhook" -> body.put("url", "http://10.0.0.1/");
      default -> {}
    }
    return body.toString();
  }

  /**
   * Every operation of the contract that a token opens; at the person's own door it is a number and
   * no role.
   */
  static List<Operation> operations() {
    return Contract.bundled().operations().stream()
        .filter(operation -> !operation.node().has("security"))
        .toList();
  }

  /** Whether its path names something. */
  static boolean namesSomething(Operation operation) {
    return operation.path().contains("Id}");
  }

  static boolean isWrite(Operation operation) {
    return operation.parameter("header", "Idempotency-Key").isPresent();
  }
}
