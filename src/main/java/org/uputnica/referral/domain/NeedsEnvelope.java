package org.uputnica.referral.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.UrgentNeeds;

/**
 * What a service that is asked sees: enough to answer, nothing that names.
 *
 * @param needs codes of {@code service-types.csv}
 */
public record NeedsEnvelope(
    AgeState ageState,
    @Nullable Integer age,
    String placementSex,
    String language,
    Answer interpreterNeeded,
    UrgentNeeds urgentNeeds,
    RiskLevel riskLevel,
    int accompanyingChildren,
    List<String> needs) {
  public NeedsEnvelope {
    needs = List.copyOf(needs);
  }

  /** The envelope of a case as it is now. */
  public static NeedsEnvelope of(CaseRecord record, List<String> needs) {
    return new NeedsEnvelope(
        record.ageState(),
        record.age(),
        record.placementSex(),
        record.language(),
        record.interpreterNeeded(),
        record.urgentNeeds(),
        record.risk(),
        record.accompanyingChildren(),
        needs);
  }

  /** The same needs with what is now known of the age. */
  public NeedsEnvelope aged(AgeState state, @Nullable Integer years) {
    return new NeedsEnvelope(
        state,
        years,
        placementSex,
        language,
        interpreterNeeded,
        urgentNeeds,
        riskLevel,
        accompanyingChildren,
        needs);
  }
}
