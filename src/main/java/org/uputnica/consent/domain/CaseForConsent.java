package org.uputnica.consent.domain;

import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * What this room must know of a case.
 *
 * @param child a guardian's word is needed ({@link AgeOfConsent#guardianNeeded})
 * @param version of the procedure it runs on
 * @param guardian the organisation of the guardian who was named; absent: none yet
 */
public record CaseForConsent(
    CaseId id,
    CountryCode country,
    OrganizationId responsible,
    OrganizationId registering,
    boolean child,
    CaseCode code,
    String version,
    @Nullable OrganizationId guardian) {}
