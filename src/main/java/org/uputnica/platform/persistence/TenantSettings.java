package org.uputnica.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;

/**
 * Tells PostgreSQL at the beginning of every transaction who is asking and which cases are closed
 * to her by a conflict of interest, for that transaction only. Without a caller nothing is set and
 * row-level security shows nothing.
 */
@ApplicationScoped
public class TenantSettings {
  private static final String SET =
      "select set_config('uputnica.country', ?, true), set_config('uputnica.organization', ?, true),"
          + " set_config('uputnica.reach', ?, true),"
          + " set_config('uputnica.case', ?, true),"
          + " set_config('uputnica.closed', coalesce(?, process.cases_closed_to(?, ?), ''), true)";

  private static final String CLOSED =
      "select coalesce(current_setting('uputnica.closed', true), '')";

  /** Whether the transaction sees beyond its caller now; kept with the transaction. */
  private final Object beyond = new Object();

  private final Callers callers;
  private final DataSource dataSource;
  private final EntityManager entities;
  private final TransactionSynchronizationRegistry transactions;

  TenantSettings(
      Callers callers,
      DataSource dataSource,
      EntityManager entities,
      TransactionSynchronizationRegistry transactions) {
    this.callers = callers;
    this.dataSource = dataSource;
    this.entities = entities;
    this.transactions = transactions;
  }

  /**
   * Does in the caller's transaction what the procedure itself makes follow from her step, although
   * she may not see it: the service that accepts never learns which others were asked. Narrow again
   * when it returns; when it fails, the transaction is over anyway.
   */
  public void beyondCaller(Runnable act) {
    seeBeyondCaller(() -> {
      act.run();
      entities.flush();
      return true;
    });
  }

  /**
   * Reads in the caller's transaction what the person may be told, although the caller's own reach
   * ends earlier. Who may ask for it has been decided before. Within another of its kind the outer
   * one narrows.
   */
  public <T> T seeBeyondCaller(Supplier<T> look) {
    if (Boolean.TRUE.equals(transactions.getResource(beyond))) {
      return look.get();
    }
    Caller caller = callers.current();
    String closed = closed();
    set(Caller.service(caller.organization(), caller.country()), null);
    transactions.putResource(beyond, true);
    T seen = look.get();
    transactions.putResource(beyond, false);
    set(caller, closed);
    return seen;
  }

  /** What was closed to the caller when the transaction began: she may close a case to herself. */
  private String closed() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement ask = connection.prepareStatement(CLOSED);
        ResultSet answer = ask.executeQuery()) {
      answer.next();
      return answer.getString(1);
    } catch (SQLException failed) {
      throw new IllegalStateException("the database does not say what is closed", failed);
    }
  }

  void begin(@Observes @Initialized(TransactionScoped.class) Object transaction) {
    callers.find().ifPresent(caller -> set(caller, null));
  }

  private void set(Caller caller, @Nullable String closed) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement set = connection.prepareStatement(SET)) {
      set.setString(1, caller.country().value());
      set.setString(2, caller.organization().toString());
      set.setString(3, caller.reach().setting());
      CaseId own = caller.own();
      set.setString(4, own == null ? "" : own.toString());
      set.setString(5, closed);
      set.setString(6, caller.user());
      set.setObject(7, caller.organization().value());
      set.execute();
    } catch (SQLException failed) {
      throw new IllegalStateException("the database does not take who is asking", failed);
    }
  }
}
