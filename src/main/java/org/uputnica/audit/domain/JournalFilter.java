package org.uputnica.audit.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;

/**
 * Which entries somebody wants to see.
 *
 * @param caseId of this case, refused attempts that named it included
 * @param from not before
 * @param to before
 * @param kind one kind; all when absent
 * @param organization whose people did it
 */
public record JournalFilter(
    @Nullable CaseId caseId,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable EntryKind kind,
    @Nullable OrganizationId organization,
    @Nullable Outcome outcome) {
  /** The kinds it asks for. */
  public Set<EntryKind> kinds() {
    return kind == null ? EnumSet.allOf(EntryKind.class) : EnumSet.of(kind);
  }

  /** The outcomes it asks for. */
  public List<Outcome> outcomes() {
    return outcome == null ? Arrays.asList(Outcome.values()) : List.of(outcome);
  }
}
