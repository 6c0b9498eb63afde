package org.uputnica.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.ProblemType;

/** A refusal is the right problem and leaves no trace but one entry of the journal. */
public final class Refusals {
  private Refusals() {}

  /**
   * Sends a request that must be refused.
   *
   * @param field the field, header or parameter the problem must name
   * @return the answer without its instance
   */
  public static String refused(
      Supplier<Response> request, ProblemType type, @Nullable String field) {
    Map<String, Long> before = Database.rows();
    long journal = Database.journalEntries();
    Response answer = request.get();
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(type.status());
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("type")).as(answer.asString()).isEqualTo(type.uri());
    assertThat(answer.jsonPath().getString("title")).isEqualTo(type.title());
    assertThat(answer.jsonPath().getString("instance")).startsWith("urn:uuid:");
    if (field != null) {
      assertThat(answer.jsonPath().getList("errors.field", String.class))
          .as(answer.asString())
          .contains(field);
    }
    assertThat(Database.rows()).isEqualTo(before);
    assertThat(Database.journalEntries() - journal).isBetween(0L, 1L);
    return answer.asString().replaceFirst("urn:uuid:[0-9a-f-]+", "");
  }
}
