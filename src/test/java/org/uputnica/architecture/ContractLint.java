package org.uputnica.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.uputnica.testing.Contract;
import org.uputnica.testing.Contract.Operation;

/** Rules for operations. What is found is a sentence with the place in the source. */
final class ContractLint {
  private static final Pattern CAMEL = Pattern.compile("[a-z][a-z0-9]*([A-Z][a-z0-9]*)*");
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> SENSITIVITIES =
      Set.of("public", "process", "identity", "special");
  private static final String PROBLEM = "application/problem+json";

  private final Contract contract;
  private final Sources sources;
  private final Reach reach;
  private final List<String> findings = new ArrayList<>();

  ContractLint(Contract contract, Sources sources) {
    this.contract = contract;
    this.sources = sources;
    this.reach = new Reach(contract);
  }

  List<String> findings() {
    Set<String> ids = new HashSet<>();
    Set<String> tags = new TreeSet<>();
    for (JsonNode tag : contract.document().path("tags")) {
      tags.add(tag.path("name").asText());
    }
    Set<String> used = new TreeSet<>();
    for (Operation operation : contract.operations()) {
      names(operation, ids, tags, used);
      parameters(operation);
      answers(operation);
      if (isQuestion(operation)) {
        question(operation);
      } else if (WRITES.contains(operation.method())) {
        write(operation);
      }
      revision(operation);
      page(operation);
      disclosure(operation);
    }
    tags.stream()
        .filter(tag -> !used.contains(tag))
        .forEach(tag -> findings.add("openapi/uputnica.yaml: tag " + tag + " is used by nobody"));
    return findings;
  }

  private void names(Operation operation, Set<String> ids, Set<String> tags, Set<String> used) {
    JsonNode node = operation.node();
    if (!CAMEL.matcher(operation.id()).matches()) {
      find(operation, "operationId must be camelCase");
    }
    if (!ids.add(operation.id())) {
      find(operation, "operationId is used twice");
    }
    if (node.path("tags").size() != 1) {
      find(operation, "needs exactly one tag");
    }
    for (JsonNode tag : node.path("tags")) {
      used.add(tag.asText());
      if (!tags.contains(tag.asText())) {
        find(operation, "tag " + tag.asText() + " is not declared");
      }
    }
    if (node.path("summary").asText().isBlank()) {
      find(operation, "needs a summary");
    }
  }

  private void parameters(Operation operation) {
    Set<String> named = new TreeSet<>();
    VARIABLE.matcher(operation.path()).results().forEach(each -> named.add(each.group(1)));
    Set<String> declared = new TreeSet<>();
    for (JsonNode parameter : operation.parameters()) {
      String name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("path")) {
        declared.add(name);
      }
      sensitivity(operation, "parameter " + name, parameter.path("schema"));
      new SchemaLint(contract, sources, findings)
          .bounded(place(operation) + " parameter " + name, parameter.path("schema"));
    }
    if (!named.equals(declared)) {
      find(operation, "path names " + named + ", parameters declare " + declared);
    }
  }

  private void answers(Operation operation) {
    JsonNode responses = operation.node().path("responses");
    List<String> needed = new ArrayList<>(List.of("401", "403", "default"));
    if (operation.path().contains("{")) {
      needed.add("404");
    }
    if (!operation.parameters().isEmpty() || operation.node().has("requestBody")) {
      needed.add("400");
    }
    needed.stream()
        .filter(status -> !responses.has(status))
        .forEach(status -> find(operation, "does not say what " + status + " is"));
    boolean success = false;
    for (var each : responses.properties()) {
      JsonNode response = contract.resolve(each.getValue());
      if (each.getKey().startsWith("2")) {
        success = true;
        response
            .path("headers")
            .properties()
            .forEach(header ->
                sensitivity(
                    operation,
                    "header " + header.getKey(),
                    contract.resolve(header.getValue()).path("schema")));
      } else if (!each.getKey().equals("304")
          && !response
              .at("/content/application~1problem+json/schema/$ref")
              .asText()
              .endsWith("/Problem")) {
        find(operation, each.getKey() + " must be a Problem as " + PROBLEM);
      }
    }
    if (!success) {
      find(operation, "has no answer for success");
    }
  }

  private void write(Operation operation) {
    Optional<JsonNode> key = operation.parameter("header", "Idempotency-Key");
    boolean required = key.isPresent() && key.get().path("required").asBoolean();
    if (!required && !hasKeyInForm(operation)) {
      find(operation, "a write needs a required Idempotency-Key");
    }
    for (String status : List.of("409", "422")) {
      if (!operation.node().path("responses").has(status)) {
        find(operation, "a write must say what " + status + " is");
      }
    }
    if (!operation.method().equals("POST") && !hasIfMatch(operation)) {
      find(operation, operation.method() + " changes what exists and needs If-Match");
    }
  }

  /** A form of a page sends no header of its own. */
  private boolean hasKeyInForm(Operation operation) {
    JsonNode taken = operation.node().path("requestBody").path("content");
    JsonNode form =
        contract.resolve(taken.path("application/x-www-form-urlencoded").path("schema"));
    return taken.size() == 1
        && form.path("properties").path("key").path("format").asText().equals("uuid")
        && StreamSupport.stream(form.path("required").spliterator(), false)
            .anyMatch(field -> field.asText().equals("key"));
  }

  /** A question with words nobody may put into an address. */
  private static boolean isQuestion(Operation operation) {
    return operation.node().path("x-reads").asBoolean();
  }

  private void question(Operation operation) {
    if (!operation.method().equals("POST")) {
      find(operation, "x-reads is for a POST");
    }
    if (operation.parameter("header", "Idempotency-Key").isPresent() || hasIfMatch(operation)) {
      find(operation, "x-reads changes nothing and takes neither Idempotency-Key nor If-Match");
    }
  }

  private void revision(Operation operation) {
    JsonNode responses = operation.node().path("responses");
    boolean changesWhatExists =
        WRITES.contains(operation.method()) && success(operation, "200").has("headers");
    if (changesWhatExists && !hasIfMatch(operation)) {
      find(operation, "answers 200 with a new revision and needs If-Match");
    }
    if (hasIfMatch(operation)) {
      if (!operation.parameter("header", "If-Match").orElseThrow().path("required").asBoolean()) {
        find(operation, "If-Match must be required");
      }
    }
    for (String status : List.of("412", "428")) {
      if (responses.has(status) != hasIfMatch(operation)) {
        find(operation, "If-Match and " + status + " belong together");
      }
    }
    for (JsonNode schema : successSchemas(operation)) {
      boolean carries = contract.resolve(schema).path("properties").has("revision");
      boolean says =
          List.of("200", "201").stream()
              .anyMatch(status -> success(operation, status).path("headers").has("ETag"));
      if (carries && !says) {
        find(operation, "answers with a revision but without ETag");
      }
    }
  }

  private void page(Operation operation) {
    boolean pages =
        successSchemas(operation).stream()
            .anyMatch(schema -> schema.path("$ref").asText().endsWith("Page"));
    for (String name : List.of("cursor", "limit")) {
      if (operation.parameter("query", name).isPresent() != pages) {
        find(operation, "pages and the parameter " + name + " belong together");
      }
    }
    if (pages && !operation.node().path("x-discloses").isEmpty()) {
      find(operation, "a list shows no identity, so it discloses nothing");
    }
  }

  private void disclosure(Operation operation) {
    JsonNode discloses = operation.node().path("x-discloses");
    if (!discloses.isArray()) {
      find(operation, "needs x-discloses, be it empty");
      return;
    }
    JsonNode scopes = contract.document().at("/components/schemas/ConsentScope/enum");
    for (JsonNode scope : discloses) {
      if (StreamSupport.stream(scopes.spliterator(), false).noneMatch(scope::equals)) {
        find(operation, "x-discloses " + scope.asText() + " is no consent scope");
      }
    }
    Set<String> personal = new TreeSet<>();
    successSchemas(operation).forEach(schema -> personal.addAll(reach.personalFields(schema)));
    if (operation.node().path("x-offline").asBoolean() && !personal.isEmpty()) {
      find(operation, "is kept on devices, but its answer has " + personal);
    }
    if (discloses.isEmpty() && !personal.isEmpty()) {
      find(operation, "discloses nothing, but its answer has " + personal);
    }
    if (!discloses.isEmpty() && personal.isEmpty()) {
      find(operation, "discloses " + discloses + ", but its answer has no personal field");
    }
  }

  private void sensitivity(Operation operation, String what, JsonNode schema) {
    if (!SENSITIVITIES.contains(schema.path("x-sensitivity").asText())) {
      find(operation, what + " needs x-sensitivity");
    }
  }

  private boolean hasIfMatch(Operation operation) {
    return operation.parameter("header", "If-Match").isPresent();
  }

  private JsonNode success(Operation operation, String status) {
    return contract.resolve(operation.node().path("responses").path(status));
  }

  private List<JsonNode> successSchemas(Operation operation) {
    List<JsonNode> schemas = new ArrayList<>();
    for (var each : operation.node().path("responses").properties()) {
      if (each.getKey().startsWith("2")) {
        contract
            .resolve(each.getValue())
            .path("content")
            .forEach(media -> schemas.add(media.path("schema")));
      }
    }
    return schemas;
  }

  private String place(Operation operation) {
    return sources.ofOperation(operation.id()) + " " + operation.id();
  }

  private void find(Operation operation, String sentence) {
    findings.add(place(operation) + ": " + sentence);
  }
}
