package org.uputnica.platform.idempotency;

import org.jboss.resteasy.reactive.RestResponse;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** A revision as it travels in {@code ETag} and {@code If-Match}: a number in double quotes. */
public record Revision(long number) {
  /** Reads {@code If-Match}; its shape was checked with the contract. */
  public static Revision of(String ifMatch) {
    return new Revision(Long.parseLong(ifMatch.substring(1, ifMatch.length() - 1)));
  }

  /**
   * Demands that the thing is still at the revision the caller saw.
   *
   * @throws RefusedException {@code stale-revision} when it is not
   */
  public void require(long actual) {
    if (number != actual) {
      throw RefusedException.of(
          ProblemType.STALE_REVISION,
          "Read it again: it is now at another revision than the one in If-Match");
    }
  }

  public static <T> RestResponse<T> ok(T body, long revision) {
    return RestResponse.ResponseBuilder.ok(body).header("ETag", print(revision)).build();
  }

  public static <T> RestResponse<T> created(T body, long revision) {
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, body)
        .header("ETag", print(revision))
        .build();
  }

  private static String print(long revision) {
    return '"' + Long.toString(revision) + '"';
  }
}
