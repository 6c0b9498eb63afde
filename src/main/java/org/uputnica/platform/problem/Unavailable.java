package org.uputnica.platform.problem;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Stream;

/** Tells a part that is away, such as the database or the identity provider, from a fault. */
public final class Unavailable {
  private static final int DEEPEST = 16;

  private Unavailable() {}

  /** Whether something in the chain of causes, or suppressed on the way, says so. */
  public static boolean is(Throwable thrown) {
    return chain(thrown, 0).anyMatch(Unavailable::says);
  }

  static boolean says(Throwable cause) {
    return switch (cause) {
      case RefusedException refused -> refused.refusal().type() == ProblemType.UNAVAILABLE;
      case SQLException sql -> sql(sql);
      case ConnectException _, SocketTimeoutException _ -> true;
      // The identity provider's own client exception is not part of its public interface.
      default ->
          cause.getClass().getName().equals("io.quarkus.oidc.OIDCException")
              && String.valueOf(cause.getMessage()).contains("not available");
    };
  }

  /**
   * SQL states of PostgreSQL: 08 connection, 53 resources, 57P shutting down, 57014 statement
   * timeout, 55P03 lock timeout, 40P01 deadlock, 40001 somebody else was faster, 25P03 idle in
   * transaction; the pool itself has none.
   */
  private static boolean sql(SQLException sql) {
    String state = String.valueOf(sql.getSQLState());
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || state.equals("57014")
        || state.equals("55P03")
        || state.equals("40P01")
        || state.equals("40001")
        || state.equals("25P03")
        || String.valueOf(sql.getMessage())
            .toLowerCase(Locale.ROOT)
            .contains("acquisition timeout");
  }

  private static Stream<Throwable> chain(Throwable thrown, int depth) {
    if (depth == DEEPEST) {
      return Stream.empty();
    }
    Stream<Throwable> below =
        Stream.concat(Stream.ofNullable(thrown.getCause()), Stream.of(thrown.getSuppressed()));
    return Stream.concat(Stream.of(thrown), below.flatMap(it -> chain(it, depth + 1)));
  }
}
