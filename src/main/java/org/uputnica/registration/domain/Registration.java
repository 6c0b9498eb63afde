package org.uputnica.registration.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.RecordConsent;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.SeenIndicator;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;

/**
 * The ten fields of a first registration, as they came from the device (domain reference, section
 * 3.3).
 *
 * @param privatePlace the person could talk without companion and without other clients within
 *     hearing
 * @param name name or alias, by {@code nameKind}; sealed
 * @param judgement ground to presume without a sufficient set of indicators; {@code judgementNote}
 *     says why, sealed
 * @param responsible who answers next; the registering organisation when null
 */
public record Registration(
    CaseId id,
    Instant deviceTime,
    String place,
    boolean privatePlace,
    NameKind nameKind,
    @Nullable String name,
    AgeState ageState,
    @Nullable Integer age,
    @Nullable Integer birthYear,
    String gender,
    String placementSex,
    String language,
    Answer interpreterNeeded,
    UrgentNeeds urgentNeeds,
    int accompanyingChildren,
    @Nullable UUID household,
    @Nullable String triage,
    List<SeenIndicator> indicators,
    @Nullable String judgement,
    @Nullable String judgementNote,
    Screening screening,
    RiskLevel risk,
    @Nullable OrganizationId responsible,
    List<RecordConsent> consents) {
  public Registration {
    indicators = List.copyOf(indicators);
    consents = List.copyOf(consents);
  }
}
