package org.uputnica.bench;

/** One of the connections: does the same unit of work again and again. */
interface Worker {
  /**
   * Does one unit.
   *
   * @param watch is told how long each request of it took
   * @return false when there is nothing left to do
   */
  boolean work(Stopwatch watch) throws Exception;

  /** Makes one worker for each connection. */
  interface Hiring {
    Worker hire() throws Exception;
  }
}
