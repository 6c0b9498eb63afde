package org.uputnica.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 9457 problem document. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    String instance,
    List<FieldProblem> errors) {
  public static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(Refusal refusal, String instance) {
    ProblemType type = refusal.type();
    return new Problem(
        type.uri(), type.title(), type.status(), refusal.detail(), instance, refusal.errors());
  }
}
