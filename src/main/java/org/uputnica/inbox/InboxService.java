package org.uputnica.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.changes.ChangeService;
import org.uputnica.changes.domain.Arrival;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.changes.domain.Mark;
import org.uputnica.inbox.domain.Choices;
import org.uputnica.inbox.domain.InboxReader;
import org.uputnica.inbox.domain.InboxReaders;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.keys.CountrySeal;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.text.Texts;
import org.uputnica.platform.time.RealTime;

/**
 * Front door to the inbox of an account: what came before its desks and still waits there, what it
 * has seen of that, and how it wants to be told when it does not look.
 */
@ApplicationScoped
@Transactional
public class InboxService {
  private static final String LIST = "inbox";
  private static final String SEEN = "inbox-seen";

  private final ChangeService changes;
  private final InboxReaders readers;
  private final CountrySeal seal;
  private final InboxSettings settings;
  private final AuditTrail audit;
  private final Clock clock;

  InboxService(
      ChangeService changes,
      InboxReaders readers,
      CountrySeal seal,
      InboxSettings settings,
      AuditTrail audit,
      @RealTime Clock clock) {
    this.changes = changes;
    this.readers = readers;
    this.seal = seal;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A page, newest first.
   *
   * @throws RefusedException {@code invalid-cursor}
   */
  public Page<Entry> page(@Nullable String cursor, int limit, Caller caller) {
    readers.meet(caller, clock.instant());
    InboxReader reader = reader(caller);
    long certain = changes.horizon().before();
    Set<ChangeKind> kinds = new HashSet<>(ChangeKind.LINES);
    kinds.retainAll(ChangeKind.toldTo(caller));
    ChangeService.Arrivals found = changes.arrivals(reader.desks(), kinds, mark(cursor), 0, limit);
    List<Entry> entries =
        found.standing().stream().map(it -> entry(it, reader.seen(), certain)).toList();
    @Nullable Mark last = found.last();
    return new Page<>(
        entries,
        last == null
            ? null
            : new Cursor(
                    LIST,
                    List.of(
                        Long.toUnsignedString(last.transaction()),
                        last.kind().name(),
                        last.id().toString()))
                .print());
  }

  /**
   * Marks everything up to an entry as seen.
   *
   * @param upTo of that entry
   * @throws RefusedException {@code invalid-cursor}, {@code stale-revision}
   */
  public Instant seen(String upTo, Caller caller) {
    Cursor entry = Cursor.read(SEEN, 1, upTo);
    if (entry == null) {
      throw new RefusedException(new InboxRefusal.Missing("upTo"));
    }
    long until = entry.part(0, Long::parseUnsignedLong);
    long certain = changes.horizon().before();
    Instant now = clock.instant();
    keep(
        reader(caller)
            .sees(Long.compareUnsigned(until, certain) < 0 ? until : certain, caller, now));
    return now;
  }

  /** How the caller wants to be told. */
  public InboxReader reader(Caller caller) {
    return readers
        .find(caller)
        .orElseGet(() -> InboxReader.fresh(Ids.random(), caller, clock.instant()));
  }

  /**
   * Chooses how to be told.
   *
   * @param mail another address for letters; null for the one that is kept
   * @throws RefusedException {@code stale-revision}; {@code missing-field} without an address;
   *     {@code rule-broken} where no letters are sent; {@code invalid-value}
   */
  public InboxReader choose(
      Revision expected, Choices choices, boolean byMail, @Nullable String mail, Caller caller) {
    InboxReader reader = reader(caller);
    expected.require(reader.revision());
    if (!Texts.STAFF.contains(choices.language().toLanguageTag())) {
      throw new RefusedException(new InboxRefusal.NoLanguage());
    }
    InboxReader chosen =
        reader.chooses(choices, byMail ? address(mail, reader) : null, caller, clock.instant());
    keep(chosen);
    audit.append(
        AuditEvent.of(
            "inbox-chosen", null, null, "by-mail", byMail ? "yes" : "no", "kinds", kinds(choices)));
    return chosen;
  }

  private String address(@Nullable String mail, InboxReader reader) {
    if (settings.mailFrom().isEmpty()) {
      throw new RefusedException(new InboxRefusal.NoLetters());
    }
    if (mail != null) {
      return seal.seal(
          reader.id(), reader.caller().country(), mail.getBytes(StandardCharsets.UTF_8));
    }
    @Nullable String kept = reader.mail();
    if (kept == null) {
      throw new RefusedException(new InboxRefusal.Missing("mail"));
    }
    return kept;
  }

  private void keep(InboxReader reader) {
    if (!readers.put(reader)) {
      throw RefusedException.of(
          ProblemType.STALE_REVISION, "It was changed at the same moment; read it again");
    }
  }

  private static Entry entry(Arrival arrival, long seen, long certain) {
    long transaction = arrival.mark().transaction();
    // What an older transaction brings in the meantime has not been seen with it.
    long until = Long.compareUnsigned(transaction, certain) < 0 ? transaction + 1 : certain;
    return new Entry(
        arrival,
        Long.compareUnsigned(transaction, seen) < 0,
        new Cursor(SEEN, List.of(Long.toUnsignedString(until))).print());
  }

  private static @Nullable Mark mark(@Nullable String text) {
    @Nullable Cursor cursor = Cursor.read(LIST, 3, text);
    return cursor == null
        ? null
        : new Mark(
            cursor.part(0, Long::parseUnsignedLong),
            cursor.part(1, ChangeKind::valueOf),
            cursor.part(2, java.util.UUID::fromString));
  }

  private static String kinds(Choices choices) {
    return String.join(" ", choices.kinds().stream().map(Enum::name).sorted().toList());
  }

  /**
   * Something that came and still waits.
   *
   * @param seen the reader has marked it
   * @param upTo what marks it and everything before
   */
  public record Entry(Arrival arrival, boolean seen, String upTo) {}
}
