package org.uputnica.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The connections of the plain SQL, as many as the service keeps itself, for as many workers as
 * there are: whoever finds none free waits, and who waits longest comes first.
 */
final class Connections implements AutoCloseable {
  /** {@code quarkus.datasource.jdbc.max-size}. */
  static final int MOST = 24;

  private final List<Sql> all = new ArrayList<>();
  private final BlockingQueue<Sql> free = new ArrayBlockingQueue<>(MOST, true);

  Connections(Options.Database database) throws SQLException {
    try {
      for (int i = 0; i < MOST; i++) {
        all.add(new Sql(database));
      }
    } catch (SQLException failed) {
      close();
      throw failed;
    }
    free.addAll(all);
  }

  /** Work that ends with a commit. */
  interface Transaction {
    void run(Sql sql) throws SQLException;
  }

  void with(Transaction transaction) throws SQLException, InterruptedException {
    Sql sql = free.take();
    try {
      transaction.run(sql);
    } finally {
      free.add(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Sql each : all) {
      each.close();
    }
  }
}
