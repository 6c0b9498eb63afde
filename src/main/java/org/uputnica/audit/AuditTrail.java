package org.uputnica.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.EntryContent;
import org.uputnica.audit.domain.Octets;
import org.uputnica.audit.domain.Outcome;
import org.uputnica.audit.domain.UnlinkedEntry;
import org.uputnica.audit.persistence.JdbcEntries;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.problem.Refused;
import org.uputnica.platform.time.ClockMoved;

/**
 * Writes the journal. An entry commits with what it records or not at all; a refusal, whose
 * transaction rolled back, gets one of its own.
 */
@ApplicationScoped
public class AuditTrail {
  private static final int SALT_BYTES = 16;
  private static final String PSEUDONYM = "[A-Za-z0-9-]{1,64}";

  private final SecureRandom random = new SecureRandom();
  private final Object waiting = new Object();
  private final Callers callers;
  private final Clock clock;
  private final JdbcEntries entries;
  private final TransactionSynchronizationRegistry transactions;

  AuditTrail(
      Callers callers,
      Clock clock,
      JdbcEntries entries,
      TransactionSynchronizationRegistry transactions) {
    this.callers = callers;
    this.clock = clock;
    this.entries = entries;
    this.transactions = transactions;
  }

  /**
   * Journals what the current caller did, in the running transaction. All entries of a transaction
   * are inserted together when it is about to commit.
   *
   * @throws IllegalStateException without a transaction: the entry would not be tied to anything
   */
  public void append(AuditEvent event) {
    append(event, callers.current(), Outcome.DONE);
  }

  /**
   * Journals in a transaction of its own what must be known although the current one rolls back,
   * such as a broken seal. The entry counts as refused: the caller did not get what she asked for.
   */
  public void appendApart(AuditEvent event) {
    appendApart(event, callers.current());
  }

  /** Journals a refusal in a transaction of its own, as the caller who was refused. */
  void onRefused(@Observes Refused refused) {
    appendApart(event(refused), refused.caller());
  }

  /** Journals, in its transaction, that the time of the practice is moved. */
  void onMoved(@Observes ClockMoved moved) {
    append(AuditEvent.of("practice-clock-moved", null, null, "by", moved.by().toString()));
  }

  private void appendApart(AuditEvent event, Caller caller) {
    Callers.apart(caller, () -> append(event, caller, Outcome.REFUSED));
  }

  private void append(AuditEvent event, Caller caller, Outcome outcome) {
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new IllegalStateException("a journal entry needs the transaction it belongs to");
    }
    waiting().add(entry(event, caller, outcome));
  }

  @SuppressWarnings("unchecked") // the registry keeps what was put in under this key
  private List<UnlinkedEntry> waiting() {
    List<UnlinkedEntry> known = (List<UnlinkedEntry>) transactions.getResource(waiting);
    if (known != null) {
      return known;
    }
    List<UnlinkedEntry> fresh = new ArrayList<>();
    transactions.putResource(waiting, fresh);
    transactions.registerInterposedSynchronization(new InsertBeforeCommit(fresh));
    return fresh;
  }

  private UnlinkedEntry entry(AuditEvent event, Caller caller, Outcome outcome) {
    @Nullable CaseId caseId = event.caseId();
    List<String> details = new ArrayList<>();
    event
        .details()
        .forEach((key, value) -> {
          details.add(key);
          details.add(value);
        });
    return UnlinkedEntry.of(
        new EntryContent(
            clock.instant(),
            caller.country().value(),
            caller.organization().value(),
            pseudonym(caller.user()),
            caller.roles().stream().sorted().toList(),
            event.action(),
            outcome.name(),
            caseId == null ? null : caseId.value(),
            event.subject(),
            details),
        salt());
  }

  private Octets salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return Octets.of(salt);
  }

  /** The subject is opaque with our identity provider; another one may use an address. */
  private static String pseudonym(String user) {
    return user.matches(PSEUDONYM)
        ? user
        : UUID.nameUUIDFromBytes(user.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString();
  }

  private static AuditEvent event(Refused refused) {
    @Nullable String subject = refused.subject();
    return new AuditEvent(
        "request-refused",
        null,
        subject != null && isId(subject) ? subject.toLowerCase(java.util.Locale.ROOT) : null,
        Map.of("problem", refused.type().slug(), "operation", refused.operation()));
  }

  /** A path may carry anything somebody typed, a name too; only an id goes into the journal. */
  private static boolean isId(String text) {
    return text.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  }

  private final class InsertBeforeCommit implements Synchronization {
    private final List<UnlinkedEntry> fresh;

    private InsertBeforeCommit(List<UnlinkedEntry> fresh) {
      this.fresh = fresh;
    }

    @Override
    public void beforeCompletion() {
      entries.insert(fresh);
    }

    @Override
    public void afterCompletion(int status) {
      // committed or rolled back together with the rest: nothing is left to do
    }
  }
}
