package org.uputnica.mechanism.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;

/** One line of a work list. */
public record WorkEntry(
    TrackId id,
    CaseId caseId,
    CaseCode caseCode,
    boolean teamMember,
    TrackCode track,
    StateCode state,
    @Nullable String clock,
    @Nullable Instant dueAt,
    RiskLevel risk,
    Instant since,
    Instant rank) {}
