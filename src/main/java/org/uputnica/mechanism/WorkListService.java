package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.mechanism.domain.WorkEntry;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;

/** Front door to the work lists: what waits for the caller, most urgent first. */
@ApplicationScoped
@Transactional
public class WorkListService {
  private static final String LIST = "worklist";

  /** Lines of a sheet; nobody works through more of them. */
  private static final int MOST_EXPORTED = 10_000;

  private final Tracks tracks;
  private final AuditTrail audit;

  WorkListService(Tracks tracks, AuditTrail audit) {
    this.tracks = tracks;
    this.audit = audit;
  }

  /** A page. */
  public Page<WorkEntry> page(Caller caller, @Nullable String cursor, int limit) {
    List<WorkEntry> found =
        tracks.waitingFor(Waiting.desksOf(caller), Cursor.read(LIST, 2, cursor), limit + 1);
    return Page.of(LIST, found, limit, it -> List.of(it.rank().toString(), it.line().toString()));
  }

  /** The first page, as long as a sheet may be, to take along. Journalled as an export. */
  public Page<WorkEntry> export(Caller caller) {
    Page<WorkEntry> sheet = page(caller, null, MOST_EXPORTED);
    audit.append(
        AuditEvent.of(
            "worklist-exported", null, null, "lines", Integer.toString(sheet.entries().size())));
    return sheet;
  }
}
