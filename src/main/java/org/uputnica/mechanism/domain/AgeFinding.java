package org.uputnica.mechanism.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * What was found about the age of a person after registration. An age in dispute is said as {@link
 * AgeState#PRESUMED_CHILD}.
 *
 * @param age years as said, written or estimated
 * @param decidedBy the body that decided; only with {@link Ground#DECISION}
 */
public record AgeFinding(
    UUID id,
    AgeState state,
    @Nullable Integer age,
    Ground ground,
    @Nullable OrganizationId decidedBy) {

  /** On what a finding rests. */
  public enum Ground {
    /** The person, or somebody with her, said so. */
    SAID,
    /** Whoever works with her thinks so. */
    SEEN,
    DOCUMENT,
    /** The body for identification decided. */
    DECISION
  }

  /**
   * @throws RefusedException {@code invalid-value} for a state and a number that contradict each
   *     other, and for a decision without its body or a body without a decision
   */
  public AgeFinding {
    if (state.contradicts(age)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "An age in dispute is said as PRESUMED_CHILD",
          FieldProblem.at("age", "contradicts " + state));
    }
    if ((ground == Ground.DECISION) != (decidedBy != null)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "A decision names the body that decided",
          FieldProblem.at("decidedBy", "belongs to DECISION"));
    }
  }
}
