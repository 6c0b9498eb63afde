package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;

/** Who leaves a team, and who is kept out, when a conflict of interest is recorded. */
class AssignmentTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final OrganizationId HOUSE = new OrganizationId(new UUID(1, 1));
  private static final Assignment TEAM =
      new Assignment("manager", Set.of("one", "other"), Set.of());

  @Test
  void aColleagueWithAConflictLeaves() {
    assertThat(TEAM.without(conflict("one", null)))
        .isEqualTo(new Assignment("manager", Set.of("other"), Set.of()));
  }

  @Test
  void aManagerWithAConflictLeavesThePlaceOpen() {
    assertThat(TEAM.without(conflict("manager", null)))
        .isEqualTo(new Assignment(null, Set.of("one", "other"), Set.of()));
  }

  @Test
  void anOrganisationWithAConflictIsKeptOutAndTheTeamStays() {
    assertThat(TEAM.without(conflict(null, HOUSE)))
        .isEqualTo(new Assignment("manager", Set.of("one", "other"), Set.of(HOUSE)));
    assertThat(Assignment.NONE.without(conflict("one", null))).isEqualTo(Assignment.NONE);
  }

  @Test
  void aConflictGoesAlongToAnotherCase() {
    ConflictOfInterest lifted =
        new ConflictOfInterest(
            new UUID(0, 1),
            new CaseId(new UUID(0, 2)),
            "one",
            null,
            ConflictOfInterest.Reason.RELATED,
            NOW,
            NOW);
    CaseId other = new CaseId(new UUID(0, 3));
    ConflictOfInterest there = lifted.of(other, NOW.plusSeconds(1));
    assertThat(there.id()).isNotEqualTo(lifted.id());
    assertThat(there.caseId()).isEqualTo(other);
    assertThat(there.account()).isEqualTo("one");
    assertThat(there.recordedAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(there.stands()).isTrue();
  }

  private static ConflictOfInterest conflict(
      @Nullable String account, @Nullable OrganizationId organization) {
    return new ConflictOfInterest(
        new UUID(0, 1),
        new CaseId(new UUID(0, 2)),
        account,
        organization,
        ConflictOfInterest.Reason.RELATED,
        NOW,
        null);
  }
}
