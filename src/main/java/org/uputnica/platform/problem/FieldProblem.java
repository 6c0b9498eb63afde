package org.uputnica.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong: where, about which code, what, and what is allowed. Never repeats the
 * value that was sent.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FieldProblem(
    @Nullable String field, @Nullable String code, String detail, List<String> allowed) {
  public FieldProblem {
    allowed = List.copyOf(allowed);
  }

  public static FieldProblem at(String field, String detail) {
    return new FieldProblem(field, null, detail, List.of());
  }

  public static FieldProblem at(String field, String detail, List<String> allowed) {
    return new FieldProblem(field, null, detail, allowed);
  }

  public static FieldProblem about(String code, String detail) {
    return new FieldProblem(null, code, detail, List.of());
  }
}
