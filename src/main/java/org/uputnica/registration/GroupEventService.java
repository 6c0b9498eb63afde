package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.RecordingPolicy;
import org.uputnica.directory.DirectoryService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.registration.domain.GroupEvent;
import org.uputnica.registration.domain.GroupEvents;
import org.uputnica.registration.domain.GroupEvents.Count;
import org.uputnica.registration.domain.GroupEvents.EventCase;
import org.uputnica.registration.domain.GroupEvents.Line;
import org.uputnica.registration.domain.GroupLine;

/**
 * Group events: many people met at once, registered in one go with a short line each. Every line is
 * a case of its own; nothing is asked or agreed to for all of them.
 */
@ApplicationScoped
@Transactional
public class GroupEventService {
  private static final String LIST = "events";
  private static final String CASES = "event-cases";

  private final GroupEvents events;
  private final RegistrationService registrations;
  private final DirectoryService directory;
  private final CodeLists codeLists;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  GroupEventService(
      GroupEvents events,
      RegistrationService registrations,
      DirectoryService directory,
      CodeLists codeLists,
      TenantSettings tenant,
      AuditTrail audit,
      Clock clock) {
    this.events = events;
    this.registrations = registrations;
    this.directory = directory;
    this.codeLists = codeLists;
    this.tenant = tenant;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Opens an event.
   *
   * @throws RefusedException {@code invalid-value} for a time to come or a lead of another country,
   *     {@code already-exists}
   */
  public Seen open(OpenEvent wish, Caller caller) {
    Instant now = clock.instant();
    if (wish.happenedAt().isAfter(now.plus(RecordingPolicy.CLOCK_TOLERANCE))) {
      throw invalid("happenedAt", "is in the future");
    }
    OrganizationId lead = Objects.requireNonNullElse(wish.lead(), caller.organization());
    boolean known =
        caller.isOf(lead)
            || directory
                .organization(lead)
                .filter(it -> it.country().equals(caller.country()))
                .isPresent();
    if (!known) {
      throw invalid("leadOrganization", "is not in the directory of this country");
    }
    GroupEvent event =
        new GroupEvent(
            wish.id(),
            "E-" + CaseCode.random(random).value(),
            caller.country(),
            caller.organization(),
            lead,
            Set.of(caller.organization()),
            wish.kind(),
            wish.place(),
            wish.happenedAt(),
            wish.counted(),
            caller.user(),
            now);
    GroupEvent whole = event.with(lead);
    events.add(whole);
    audit.append(
        AuditEvent.of(
            "event-opened",
            null,
            whole.id(),
            "kind",
            whole.kind().name(),
            "counted",
            String.valueOf(whole.counted())));
    return new Seen(whole, new Count(0, Map.of()));
  }

  /** Events the caller's organisation takes part in or, country-wide, of the country. */
  public Page<GroupEvent> list(Caller caller, @Nullable String cursor, int limit) {
    List<GroupEvent> found = events.list(caller, Cursor.read(LIST, 2, cursor), limit + 1);
    return Page.of(LIST, found, limit, it -> List.of(it.openedAt().toString(), it.id().toString()));
  }

  /**
   * The event with its counts, those of lines the caller may not see included.
   *
   * @throws RefusedException {@code not-found}
   */
  public Seen get(UUID id, Caller caller) {
    GroupEvent event = require(events.find(id), caller);
    return new Seen(event, tenant.seeBeyondCaller(() -> events.count(id)));
  }

  /**
   * The cases of an event the caller may see, by number.
   *
   * @throws RefusedException {@code not-found}
   */
  public Page<EventCase> cases(UUID id, Caller caller, @Nullable String cursor, int limit) {
    require(events.find(id), caller);
    List<EventCase> found = events.cases(id, caller, Cursor.read(CASES, 1, cursor), limit + 1);
    return Page.of(CASES, found, limit, it -> List.of(String.valueOf(it.number())));
  }

  /** The event at which the person of this case was met. */
  public Optional<UUID> of(CaseId id) {
    return events.of(id);
  }

  /**
   * Registers a person for each line, all of them or none; a line this account has registered at
   * the event before is answered again.
   *
   * @throws RefusedException {@code not-found}, {@code invalid-value} or {@code already-exists},
   *     naming the lines
   */
  public List<RegisteredLine> register(
      UUID id,
      List<GroupLine> lines,
      Instant deviceTime,
      @Nullable OrganizationId responsible,
      Caller caller) {
    GroupEvent event = require(events.lock(id), caller);
    GroupLine.check(lines, codeLists.get("languages"));
    Map<CaseId, Optional<Line>> inUse = inUse(event, lines, caller);
    int number = tenant.seeBeyondCaller(() -> events.lastNumber(id));
    List<RegisteredLine> answer = new ArrayList<>();
    List<Line> added = new ArrayList<>();
    for (GroupLine line : lines) {
      Optional<Line> known = inUse.getOrDefault(line.id(), Optional.empty());
      if (known.isPresent()) {
        answer.add(new RegisteredLine(known.get(), true));
        continue;
      }
      CaseRecord record =
          registrations.register(line.at(event, deviceTime, responsible), caller).record();
      number++;
      Line fresh = new Line(id, record.id(), record.code(), number, caller.user());
      added.add(fresh);
      answer.add(new RegisteredLine(fresh, false));
    }
    events.addLines(event, added, caller);
    if (responsible != null && !event.participants().contains(responsible)) {
      events.saveParticipants(event.with(responsible));
    }
    audit.append(
        AuditEvent.of("group-registered", null, id, "lines", String.valueOf(added.size())));
    return answer;
  }

  private Map<CaseId, Optional<Line>> inUse(
      GroupEvent event, List<GroupLine> lines, Caller caller) {
    List<CaseId> ids = lines.stream().map(GroupLine::id).toList();
    Map<CaseId, Optional<Line>> inUse = tenant.seeBeyondCaller(() -> events.inUse(ids));
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      Optional<Line> line = inUse.get(ids.get(i));
      boolean foreign =
          line != null
              && line.filter(it -> it.event().equals(event.id()))
                  .filter(it -> it.registeredBy().equals(caller.user()))
                  .isEmpty();
      if (foreign) {
        problems.add(FieldProblem.at(GroupLine.field(i, "id"), "is already in use"));
      }
    }
    if (!problems.isEmpty()) {
      throw RefusedException.of(
          ProblemType.ALREADY_EXISTS,
          "Nobody was registered; make new random ids for these lines",
          problems.toArray(FieldProblem[]::new));
    }
    return inUse;
  }

  private static GroupEvent require(Optional<GroupEvent> found, Caller caller) {
    return found.filter(it -> it.isVisibleTo(caller)).orElseThrow(RefusedException::notFound);
  }

  private static RefusedException invalid(String field, String detail) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE, "See errors", FieldProblem.at(field, detail));
  }

  /**
   * What is asked for.
   *
   * @param lead null: the caller's organisation
   */
  public record OpenEvent(
      UUID id,
      GroupEvent.Kind kind,
      String place,
      Instant happenedAt,
      @Nullable OrganizationId lead,
      int counted) {}

  /** An event with its counts. */
  public record Seen(GroupEvent event, Count count) {}

  /**
   * A line as it is answered.
   *
   * @param known had been registered before
   */
  public record RegisteredLine(Line line, boolean known) {}
}
