package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Where processing records are kept. There is no way to change or remove one. */
public interface ProcessingRecords {
  /** Keeps it, unless it is kept of this day (UTC) already. */
  void add(ProcessingRecord transfer);

  /**
   * Of the grounds that carry a transfer, those of which there is no record of this day (UTC) yet;
   * none where the recipient answers for the case, and so receives nothing. Sees the case, whoever
   * asks.
   */
  List<Basis> unkept(
      CaseId id, OrganizationId recipient, List<Basis> on, Set<ItemCategory> items, Instant at);

  /** The records of a country that fit, newest first. */
  List<ProcessingRecord> list(
      CountryCode country, Filter filter, @Nullable Place before, int limit);

  /**
   * Which records somebody wants to see.
   *
   * @param from not before
   * @param to before
   * @param basis code of {@code legal-bases.csv}
   */
  record Filter(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable ConsentScope scope,
      @Nullable CountryCode recipientCountry,
      @Nullable String basis) {}

  /** Where a page ended. */
  record Place(Instant at, UUID id) {}
}
