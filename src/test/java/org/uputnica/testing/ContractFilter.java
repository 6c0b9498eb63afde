package org.uputnica.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.uputnica.testing.Contract.Operation;

/**
 * Holds every answer against the contract: the status is documented, the headers it promises are
 * there, the body has a documented form and obeys its schema. A refusal is a problem document, or a
 * page where the contract says so; what the contract does not know is a problem document too.
 */
public final class ContractFilter implements Filter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROBLEM = "application/problem+json";
  private static final String PAGE = "text/html";
  private static final JsonNode PROBLEM_SCHEMA =
      JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/Problem");

  private final Contract contract = Contract.bundled();

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response answer = context.next(request, expected);
    String path = URI.create(request.getURI()).getPath();
    if (path.startsWith("/v1/")) {
      List<String> wrong = check(request.getMethod(), path, answer);
      if (!wrong.isEmpty()) {
        throw new AssertionError(
            "%s %s answered %d against the contract: %s%n%s"
                .formatted(
                    request.getMethod(), path, answer.statusCode(), wrong, answer.asString()));
      }
    }
    return answer;
  }

  private List<String> check(String method, String path, Response answer) {
    int status = answer.statusCode();
    Optional<Operation> operation = contract.operation(method, path);
    if (operation.isEmpty()) {
      return status == (contract.knowsPath(path) ? 405 : 404) || status == 401
          ? problem(answer)
          : List.of("the contract knows no such operation");
    }
    JsonNode documented = contract.response(operation.get(), status);
    if (documented.isMissingNode()) {
      return List.of("the status is not documented");
    }
    for (var header : documented.path("headers").properties()) {
      if (answer.getHeader(header.getKey()) == null) {
        return List.of("the header " + header.getKey() + " is missing");
      }
    }
    JsonNode content = documented.path("content");
    if (status >= 400) {
      return content.has(PAGE) && mediaType(answer).equals(PAGE) ? List.of() : problem(answer);
    }
    if (status == 304) {
      return answer.asByteArray().length == 0 ? List.of() : List.of("answered with a body");
    }
    String form = mediaType(answer);
    if (!content.has(form)) {
      return List.of("answered as " + form);
    }
    return form.endsWith("json") ? body(content.path(form).path("schema"), answer) : List.of();
  }

  private List<String> problem(Response answer) {
    if (!mediaType(answer).equals(PROBLEM)) {
      return List.of("a refusal as " + mediaType(answer));
    }
    List<String> wrong = body(PROBLEM_SCHEMA, answer);
    if (wrong.isEmpty() && read(answer).path("status").asInt() != answer.statusCode()) {
      return List.of("the problem speaks of another status");
    }
    return wrong;
  }

  private List<String> body(JsonNode schema, Response answer) {
    JsonNode value = read(answer);
    return value.isMissingNode()
        ? List.of("the body is not JSON")
        : contract.violations(schema, value);
  }

  private static JsonNode read(Response answer) {
    try {
      return JSON.readTree(answer.asByteArray());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static String mediaType(Response answer) {
    return Arrays.stream(answer.getContentType().split(";")).findFirst().orElse("").strip();
  }
}
