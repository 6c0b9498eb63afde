package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/**
 * A step as it was taken. A wrong entry is corrected by a new step, never taken back.
 *
 * @param inputs codes, dates, numbers and ids, as text
 * @param deviceTime what the device claimed, UTC; kept beside the server time, never instead of it
 */
public record TakenStep(
    UUID id,
    CaseId caseId,
    TrackId trackId,
    CountryCode country,
    OrganizationId organization,
    StepCode step,
    StateCode from,
    StateCode to,
    SaidBy saidBy,
    Map<String, String> inputs,
    @Nullable Instant deviceTime,
    Instant takenAt) {
  public TakenStep {
    inputs = Map.copyOf(inputs);
  }
}
