package org.uputnica.platform.problem;

import java.util.List;

/**
 * Ends a request with a refusal; the transaction rolls back and the refusal is journalled on its
 * own.
 */
public class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.type().slug(), null, false, false);
    this.refusal = refusal;
  }

  public static RefusedException of(ProblemType type, String detail, FieldProblem... errors) {
    return new RefusedException(new Plain(type, detail, List.of(errors)));
  }

  /** The answer to an id that is absent or not the caller's: the same in every case. */
  public static RefusedException notFound() {
    return of(ProblemType.NOT_FOUND, "There is no such thing, or it is not yours to see");
  }

  public Refusal refusal() {
    return refusal;
  }

  private record Plain(ProblemType type, String detail, List<FieldProblem> errors)
      implements Refusal {}
}
