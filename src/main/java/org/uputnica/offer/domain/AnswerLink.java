package org.uputnica.offer.domain;

import java.time.Instant;
import java.util.UUID;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/**
 * That a link was made with which a house without accounts can answer a request, once. The secret
 * itself is not known any more.
 *
 * @param organization that asks
 * @param receiver the house
 * @param by who made it
 * @param until it opens nothing after that, UTC
 */
public record AnswerLink(
    UUID id,
    TrackId referral,
    CaseId caseId,
    CountryCode country,
    OrganizationId organization,
    OrganizationId receiver,
    String by,
    Instant madeAt,
    Instant until) {}
