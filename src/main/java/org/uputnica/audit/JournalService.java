package org.uputnica.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.Verdict;
import org.uputnica.audit.persistence.JdbcJournal;
import org.uputnica.audit.persistence.JournalUnavailableException;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;

/** Reads the journal and proves it. Reading it is journalled like everything else. */
@ApplicationScoped
public class JournalService {
  private static final String LIST = "journal";
  private static final Duration LONGEST_CHECK = Duration.ofMinutes(10);

  private final DataSource dataSource;
  private final AuditTrail audit;

  JournalService(DataSource dataSource, AuditTrail audit) {
    this.dataSource = dataSource;
    this.audit = audit;
  }

  /**
   * The entries of the caller's country, newest first.
   *
   * @param caseId only those about this case
   * @param cursor {@code next} of the page before
   */
  @Transactional
  public Page<JournalEntry> list(@Nullable CaseId caseId, @Nullable String cursor, int limit) {
    @Nullable Cursor after = Cursor.read(LIST, 1, cursor);
    long before = after == null ? Long.MAX_VALUE : after.part(0, Long::valueOf);
    audit.append(AuditEvent.of("journal-read", caseId, null));
    try (Connection connection = dataSource.getConnection()) {
      List<JournalEntry> found =
          new JdbcJournal(connection)
              .newest(caseId == null ? null : caseId.value(), before, limit + 1);
      return Page.of(LIST, found, limit, entry -> List.of(Long.toString(entry.id())));
    } catch (SQLException failed) {
      throw new JournalUnavailableException(failed);
    }
  }

  /** Recomputes the journal of the whole node; tells numbers and places, never a content. */
  public Verdict verify() {
    Verdict verdict =
        Callers.as(
            CheckpointJob.NODE,
            () ->
                QuarkusTransaction.requiringNew()
                    .timeout((int) LONGEST_CHECK.toSeconds())
                    .call(this::compare));
    QuarkusTransaction.requiringNew()
        .run(() ->
            audit.append(
                AuditEvent.of(
                    "journal-verified",
                    null,
                    null,
                    "intact",
                    Boolean.toString(verdict.isIntact()))));
    return verdict;
  }

  private Verdict compare() {
    try (Connection connection = dataSource.getConnection()) {
      return new JdbcJournal(connection).verify();
    } catch (SQLException failed) {
      throw new JournalUnavailableException(failed);
    }
  }
}
