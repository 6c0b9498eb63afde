package org.uputnica.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.JournalFilter;
import org.uputnica.audit.domain.LeftOut;
import org.uputnica.audit.persistence.JdbcLists;
import org.uputnica.audit.persistence.JournalUnavailableException;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Reads the journal. Reading it is journalled like everything else. */
@ApplicationScoped
@Transactional
public class JournalService {
  private static final String LIST = "journal";
  private static final String OF_CASE = "access-log";

  private final DataSource dataSource;
  private final AuditTrail audit;
  private final Callers callers;
  private final TenantSettings tenant;

  JournalService(DataSource dataSource, AuditTrail audit, Callers callers, TenantSettings tenant) {
    this.dataSource = dataSource;
    this.audit = audit;
    this.callers = callers;
    this.tenant = tenant;
  }

  /**
   * Whether a caller may learn which case an entry is about; others see what was done, never to
   * whom.
   */
  public static boolean seesCases(Caller caller) {
    return caller.has(Roles.DPO);
  }

  /**
   * The entries of the caller's country, newest first.
   *
   * @param cursor {@code next} of the page before
   * @throws RefusedException {@code forbidden} for a case, asked by somebody who may not follow one
   */
  public Page<JournalEntry> list(JournalFilter filter, @Nullable String cursor, int limit) {
    Caller caller = callers.current();
    if (filter.caseId() != null && !seesCases(caller)) {
      throw RefusedException.of(
          ProblemType.FORBIDDEN, "Who watches over the mechanism follows no single case");
    }
    JdbcLists.@Nullable Place before = place(LIST, cursor);
    audit.append(AuditEvent.of("journal-read", filter.caseId(), null));
    try (Connection connection = dataSource.getConnection()) {
      return page(
          LIST, new JdbcLists(connection).list(caller.country(), filter, before, limit + 1), limit);
    } catch (SQLException failed) {
      throw new JournalUnavailableException(failed);
    }
  }

  /**
   * What was done in a case, by whomever, newest first; for who has already been found to answer to
   * the person. Wider than the caller's own reach: she may know of every organisation that looked.
   *
   * @param joined other records of the same person
   * @param actions only these, and what was done without asking first
   * @param not what of them is left out
   */
  public Page<JournalEntry> ofCase(
      CaseId caseId,
      List<CaseId> joined,
      Collection<String> actions,
      LeftOut not,
      @Nullable String cursor,
      int limit) {
    JdbcLists.@Nullable Place before = place(OF_CASE, cursor);
    audit.append(AuditEvent.of("access-log-read", caseId, null));
    List<CaseId> records = Stream.concat(Stream.of(caseId), joined.stream()).toList();
    return tenant.seeBeyondCaller(() -> {
      try (Connection connection = dataSource.getConnection()) {
        return page(
            OF_CASE,
            new JdbcLists(connection).ofCases(records, actions, not, before, limit + 1),
            limit);
      } catch (SQLException failed) {
        throw new JournalUnavailableException(failed);
      }
    });
  }

  private static JdbcLists.@Nullable Place place(String list, @Nullable String cursor) {
    @Nullable Cursor after = Cursor.read(list, 2, cursor);
    return after == null
        ? null
        : new JdbcLists.Place(after.part(0, Instant::parse), after.part(1, Long::valueOf));
  }

  private static Page<JournalEntry> page(String list, List<JournalEntry> found, int limit) {
    return Page.of(
        list,
        found,
        limit,
        entry -> List.of(entry.content().at().toString(), Long.toString(entry.id())));
  }
}
