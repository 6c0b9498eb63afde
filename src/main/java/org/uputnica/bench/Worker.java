package org.uputnica.bench;

import java.sql.SQLException;

/** One of the connections: does the same unit of work again and again. */
interface Worker extends AutoCloseable {
  /**
   * Does one unit.
   *
   * @param watch is told how long each request of it took
   * @return false when there is nothing left to do
   */
  boolean work(Stopwatch watch) throws Exception;

  @Override
  default void close() throws SQLException {
    // most hold nothing
  }

  /** Makes one worker for each connection. */
  interface Hiring {
    Worker hire() throws Exception;
  }
}
