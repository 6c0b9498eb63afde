package org.uputnica.consent.domain;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Whether people were told of exceptions. What was noted is never changed or removed. */
public interface ExceptionTellings {
  /** What was noted about one exception, oldest first. */
  List<ExceptionTelling> of(ConsentId exception);

  void add(CaseForConsent about, ExceptionTelling telling);

  /**
   * An exception that disclosed something, of which the person should have been told by now, and
   * about which nobody was alarmed. Somebody else may find it at the same time.
   *
   * @param passed not these
   */
  Optional<Untold> nextUntold(Instant now, Set<UUID> passed);

  /**
   * Whether it is so still, now that its case is held; kept from others until the transaction ends.
   */
  boolean takeUntold(Untold found);

  /** Somebody is alarmed. */
  void noticed(Untold untold, Instant at);

  /**
   * An exception that opened something and has ended since by its time, after which nobody has
   * looked yet. Somebody else may find it at the same time.
   *
   * @param passed not these
   */
  Optional<Untold> nextEnded(Instant now, Set<UUID> passed);

  /** As {@link #takeUntold}: it may have been approved meanwhile. */
  boolean takeEnded(Untold found, Instant now);

  /** What rested on it has ended, or another ground carries it. */
  void followed(Untold ended);

  /** Nobody is alarmed about an exception of this case any more. */
  void nobodyTells(CaseId id);

  /** The exceptions of a country that were recorded in a month (UTC), oldest first. */
  List<Line> recordedIn(CountryCode country, YearMonth month, int limit);

  /** An exception after which somebody has to look. */
  record Untold(
      ConsentId exception, CaseId caseId, CountryCode country, OrganizationId organization) {}

  /**
   * An exception as the data protection officer reads it.
   *
   * @param approvedAt when the second person approved, in time; absent: nobody did
   * @param toldAt when the person was told; absent: not yet
   * @param notYet the latest reason why not
   */
  record Line(
      ExceptionAct act,
      CaseCode caseCode,
      @Nullable Instant approvedAt,
      @Nullable Instant toldAt,
      ExceptionTelling.@Nullable NotYet notYet) {}
}
