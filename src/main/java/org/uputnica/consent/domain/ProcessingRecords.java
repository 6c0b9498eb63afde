package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;

/** Where processing records are kept. There is no way to change or remove one. */
public interface ProcessingRecords {
  void add(ProcessingRecord transfer);

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
