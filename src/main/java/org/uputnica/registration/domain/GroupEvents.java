package org.uputnica.registration.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.problem.RefusedException;

/** The store of group events and of what came of them. */
public interface GroupEvents {
  /**
   * Adds it.
   *
   * @throws RefusedException {@code already-exists}
   */
  void add(GroupEvent event);

  /** The event, if row-level security shows it. */
  Optional<GroupEvent> find(UUID id);

  /** As {@link #find}, and nobody else numbers lines of it until this transaction ends. */
  Optional<GroupEvent> lock(UUID id);

  void saveParticipants(GroupEvent event);

  /** Newest first. */
  List<GroupEvent> list(Caller caller, @Nullable Cursor after, int limit);

  /** The event of this case. */
  Optional<UUID> of(CaseId id);

  /** Which of these ids are in use for a case, and for those the line they have at an event. */
  Map<CaseId, Optional<Line>> inUse(Collection<CaseId> ids);

  /** The highest number of a line; 0 without any. */
  int lastNumber(UUID event);

  void addLines(GroupEvent event, List<Line> lines, Caller caller);

  /** How many are registered, and the languages of those who may need an interpreter. */
  Count count(UUID event);

  /** The lines whose case this caller may see, by number. */
  List<EventCase> cases(UUID event, Caller caller, @Nullable Cursor after, int limit);

  /** A line that became a case. */
  record Line(UUID event, CaseId id, CaseCode code, int number, String registeredBy) {}

  /** What is known of an event as a whole. */
  record Count(int registered, Map<String, Integer> interpreters) {}

  /** A case of an event without anything that names. */
  record EventCase(
      CaseId id,
      int number,
      CaseCode code,
      AgeState ageState,
      String placementSex,
      String language,
      Answer interpreterNeeded,
      UrgentNeeds urgentNeeds,
      RiskLevel risk,
      OrganizationId responsible) {}
}
