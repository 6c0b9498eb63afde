package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.consent.DisclosureGate;
import org.uputnica.door.domain.DoorMessage;
import org.uputnica.door.domain.DoorMessages;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.problem.RefusedException;

/** What persons wrote at their own door, for who works on the case. */
@ApplicationScoped
@Transactional
public class MessageService {
  /** Newest; nobody reads more of them at once. */
  private static final int MOST = 100;

  private final CaseService cases;
  private final DoorMessages messages;
  private final CaseFileService files;
  private final DisclosureGate gate;
  private final Callers callers;

  MessageService(
      CaseService cases,
      DoorMessages messages,
      CaseFileService files,
      DisclosureGate gate,
      Callers callers) {
    this.cases = cases;
    this.messages = messages;
    this.files = files;
    this.gate = gate;
    this.callers = callers;
  }

  /**
   * The messages of a case, newest first, with her words.
   *
   * @throws RefusedException {@code not-found} for everybody but the case manager and her
   *     colleagues on the case
   */
  public List<Read> read(CaseId id) {
    Caller caller = callers.current();
    CaseRecord record = cases.require(id, caller);
    if (!record.isAssignedTo(caller)) {
      throw RefusedException.notFound();
    }
    List<DoorMessage> found = messages.of(id, MOST);
    Set<UUID> sealed =
        found.stream().filter(DoorMessage::sealed).map(DoorMessage::id).collect(Collectors.toSet());
    Map<UUID, String> words =
        sealed.isEmpty() ? Map.of() : files.readNotes(gate.openAddressed(id), sealed);
    return found.stream().map(it -> new Read(it, words.get(it.id()))).toList();
  }

  /** One of them, and what she wrote. */
  public record Read(DoorMessage message, @Nullable String text) {}
}
