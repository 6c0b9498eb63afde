package org.uputnica.offer.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** The store of cascades. */
public interface Cascades {
  /** False when the id is in use. */
  boolean add(Cascade cascade);

  /** Those of a case, newest first. */
  List<Cascade> of(CaseId id, int most);

  /** One, kept from others until the transaction ends. */
  Optional<Cascade> lock(UUID id);

  /** Notes that nothing has changed; the revision stays. */
  void looked(UUID id, Instant at);

  /** Keeps it; the revision goes up by one. */
  Cascade save(Cascade cascade, Instant at);

  /**
   * Those that have something to do: an answer came, none came in time, or the person may have
   * answered since they were looked at.
   *
   * @param patience how long one that waits for her is left alone
   */
  List<Due> due(Instant at, Duration patience, int limit);

  /** One that has something to do. */
  record Due(UUID id, CaseId caseId, OrganizationId organization, CountryCode country) {}
}
