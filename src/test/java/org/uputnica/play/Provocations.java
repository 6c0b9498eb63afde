package org.uputnica.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Bodies;
import org.uputnica.testing.Contract;
import org.uputnica.testing.Contract.Operation;
import org.uputnica.testing.Person;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Tokens;

/**
 * Every operation of the contract provoked to refuse: a canary in turn in each field, in the path,
 * in each parameter and header, in a body that is broken, too large or of another kind.
 */
final class Provocations {
  /** What nobody may find again, in no answer and in no file. */
  static final String PERSONAL = "Kanarinka-u-gresci";

  /**
   * Stands in fields of the process, which keep what is right in form; in no refusal and no log.
   */
  static final String PROCESS = "kanarinac-postupka";

  private static final List<Person> PEOPLE =
      List.of(
          Personas.VERA,
          Personas.MIRA,
          Personas.JELENA,
          Personas.SANJA,
          Personas.TAMARA,
          Personas.NIKOLA,
          Personas.DRAGAN,
          Personas.ADMIR);
  private static final Set<String> HEADERS =
      Set.of(
          "Idempotency-Key",
          "If-Match",
          "Accept",
          "Accept-Language",
          "Content-Type",
          "Authorization");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final UUID caseId;
  private final Set<String> personal = new HashSet<>();
  private final List<Refused> refused = new ArrayList<>();
  private int sent;

  /** A refusal, or another answer that is not a refusal at all. */
  record Refused(String what, int status, String body, String headers) {}

  Provocations(String base, UUID caseId) {
    this.base = base;
    this.caseId = caseId;
    for (JsonNode schema : Contract.bundled().document().at("/components/schemas")) {
      schema
          .path("properties")
          .properties()
          .forEach(field -> {
            if (!Set.of("public", "process")
                .contains(field.getValue().path("x-sensitivity").asText("public"))) {
              personal.add(field.getKey());
            }
          });
    }
  }

  /** Provokes everything and returns what was refused. */
  List<Refused> all() throws IOException, InterruptedException {
    for (Operation operation : Contract.bundled().operations()) {
      provoke(operation, whoMay(operation));
    }
    HttpRequest.Builder tooLarge =
        HttpRequest.newBuilder(URI.create(base + "/v1/cases"))
            .header("Authorization", "Bearer " + Tokens.of(Personas.VERA.username()))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", Ids.random().toString())
            .POST(BodyPublishers.ofString("{\"name\":\"" + PERSONAL.repeat(80_000) + "\"}"));
    answer("too large", tooLarge);
    return List.copyOf(refused);
  }

  /** How many requests were sent. */
  int sent() {
    return sent;
  }

  private void provoke(Operation operation, Person by) throws IOException, InterruptedException {
    @Nullable ObjectNode example = example(operation);
    if (example != null) {
      List<Consumer<ObjectNode>> damages = new ArrayList<>();
      leaves(example, "", damages);
      damages.add(body -> body.put("unknown", PERSONAL));
      for (Consumer<ObjectNode> damage : damages) {
        ObjectNode body = Objects.requireNonNull(example(operation));
        damage.accept(body);
        send(operation, by, Map.of(), "", body.toString(), operation.method());
      }
      send(operation, by, Map.of(), "", "[\"" + PERSONAL + "\"]", operation.method());
      send(operation, by, Map.of(), "", "{\"name\":\"" + PERSONAL, operation.method());
    }
    String whole = example == null ? "" : example.toString();
    for (String header : HEADERS) {
      send(operation, by, Map.of(header, value(header)), "", whole, operation.method());
    }
    send(operation, by, Map.of("path", PERSONAL), "", whole, operation.method());
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.path("in").asText().equals("query")) {
        String query = "?" + parameter.path("name").asText() + "=" + PERSONAL;
        send(operation, by, Map.of(), query, whole, operation.method());
      }
    }
    send(operation, by, Map.of(), "?name=" + PERSONAL, whole, "PATCH");
    send(
        operation,
        new Person("nobody", caseId, "ME"),
        Map.of(),
        "?name=" + PERSONAL,
        whole,
        operation.method());
  }

  private static String value(String header) {
    return switch (header) {
      case "Authorization" -> "Bearer " + PERSONAL;
      case "Content-Type", "Accept" -> "text/" + PERSONAL;
      default -> PERSONAL;
    };
  }

  /** Replaces each value that stands for itself, one at a time. */
  private void leaves(JsonNode node, String pointer, List<Consumer<ObjectNode>> damages) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getValue().isContainerNode()) {
          leaves(field.getValue(), pointer + "/" + field.getKey(), damages);
        } else {
          String name = field.getKey();
          String canary = personal.contains(name) ? PERSONAL : PROCESS;
          damages.add(body -> ((ObjectNode) body.at(pointer)).put(name, canary));
        }
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      if (array.get(0).isContainerNode()) {
        leaves(array.get(0), pointer + "/0", damages);
      } else {
        damages.add(body -> ((ArrayNode) body.at(pointer)).add(PROCESS));
      }
    }
  }

  private void send(
      Operation operation,
      Person by,
      Map<String, String> instead,
      String query,
      String body,
      String method)
      throws IOException, InterruptedException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + Tokens.of(by.username()));
    headers.put("Idempotency-Key", Ids.random().toString());
    headers.put("If-Match", "\"99999\"");
    headers.put("Content-Type", mediaType(operation));
    headers.putAll(instead);
    String path =
        path(operation, headers.remove("path")) + (query.isEmpty() ? required(operation) : query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(
                method,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8));
    headers.forEach(request::header);
    answer(operation.id() + " " + instead.keySet() + query, request);
  }

  private void answer(String what, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    sent++;
    HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
    // What is no refusal is hung up on: a stream would never end.
    try (InputStream body = answer.body()) {
      if (answer.statusCode() >= 300) {
        String words = new String(body.readAllBytes(), UTF_8);
        refused.add(
            new Refused(what, answer.statusCode(), words, answer.headers().map().toString()));
      }
    }
  }

  /** Somebody whose role the operation does not refuse at once. */
  private Person whoMay(Operation operation) throws IOException, InterruptedException {
    for (Person person : PEOPLE) {
      int before = refused.size();
      send(operation, person, Map.of(), "", "", operation.method());
      if (refused.size() == before || refused.getLast().status() != 403) {
        return person;
      }
    }
    return Personas.VERA;
  }

  private String path(Operation operation, @Nullable String canary) {
    String path = operation.path();
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.path("in").asText().equals("path")) {
        String name = parameter.path("name").asText();
        String usual = name.equals("caseId") ? caseId.toString() : Ids.random().toString();
        path = path.replace("{" + name + "}", canary == null ? usual : canary);
      }
    }
    return path;
  }

  private static String required(Operation operation) {
    return operation.parameters().stream()
        .filter(it -> it.path("in").asText().equals("query") && it.path("required").asBoolean())
        .map(it -> "?" + it.path("name").asText() + "=" + URLEncoder.encode("ACC-EMG", UTF_8))
        .findFirst()
        .orElse("");
  }

  private static String mediaType(Operation operation) {
    var taken = operation.node().at("/requestBody/content").fieldNames();
    return taken.hasNext() ? taken.next() : "application/json";
  }

  private static @Nullable ObjectNode example(Operation operation) {
    String name = Bodies.schema(operation.node());
    return switch (name) {
      case "" -> null;
      case "KeepNote" ->
          JsonNodeFactory.instance.objectNode().put("id", Ids.random().toString()).put("text", "t");
      default -> Bodies.example(name);
    };
  }
}
