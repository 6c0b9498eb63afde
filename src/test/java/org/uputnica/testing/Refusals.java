package org.uputnica.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.ProblemType;

/** A refusal is the right problem and leaves no trace but one entry of the journal. */
public final class Refusals {
  private static final int TRIES = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusals() {}

  /**
   * Sends a request that must be refused.
   *
   * @param field the field, header or parameter the problem must name
   * @return the answer without its instance
   */
  public static String refused(
      Supplier<Response> request, ProblemType type, @Nullable String field) {
    return refused(request, type, field, TRIES);
  }

  /** A letter or an alarm may have come in between; what a refusal leaves, it leaves every time. */
  private static String refused(
      Supplier<Response> request, ProblemType type, @Nullable String field, int tries) {
    Map<String, Long> before = Database.rows();
    long journal = Database.journalEntries();
    Response answer = request.get();
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(type.status());
    assertThat(answer.contentType()).startsWith("application/problem+json");
    JsonNode problem = json(answer.asString());
    assertThat(problem.path("type").asText()).as(answer.asString()).isEqualTo(type.uri());
    assertThat(problem.path("title").asText()).isEqualTo(type.title());
    assertThat(problem.path("instance").asText()).startsWith("urn:uuid:");
    if (field != null) {
      assertThat(problem.path("errors").findValuesAsText("field"))
          .as(answer.asString())
          .contains(field);
    }
    Map<String, Long> after = Database.rows();
    if (tries > 1 && !after.equals(before)) {
      return refused(request, type, field, tries - 1);
    }
    assertThat(after).isEqualTo(before);
    assertThat(Database.journalEntries() - journal).isBetween(0L, 1L);
    return answer.asString().replaceFirst("urn:uuid:[0-9a-f-]+", "");
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
