package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * The processing record of one transfer: identity went to an organisation that does not answer for
 * the case, here or abroad (domain reference 4.5; GDPR art. 30, Convention 108+ art. 10). Where
 * several grounds carried it together there is one for each.
 *
 * @param country whose case it is
 * @param basis code of {@code legal-bases.csv}
 * @param recipientCountry null where the directory does not know the recipient
 * @param terms in force at that time; null for what is older than these records
 */
public record ProcessingRecord(
    UUID id,
    CaseId caseId,
    CaseCode caseCode,
    CountryCode country,
    Instant at,
    ConsentScope scope,
    String basis,
    OrganizationId recipient,
    @Nullable CountryCode recipientCountry,
    Set<ItemCategory> items,
    @Nullable TransferTerms terms) {
  public ProcessingRecord {
    items = Sets.of(items, ItemCategory.class);
  }
}
