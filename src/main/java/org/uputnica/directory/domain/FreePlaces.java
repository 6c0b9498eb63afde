package org.uputnica.directory.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.OrganizationId;

/**
 * Places of one kind in which a person can sleep tonight. HSDS 3.1 service_capacity. Free and held
 * are never more than there are; the database sees to it.
 *
 * @param unit HSDS unit.name; of {@link CapacityUnit} where the house counts by them
 * @param available free now, without those held
 * @param held for a referral, and not yet in use
 * @param maximum all places of this unit, if said
 * @param updated when the number was last said; a hold does not renew it
 * @param freshUntil afterwards the number counts as unknown
 * @param revision for {@code If-Match}
 */
public record FreePlaces(
    UUID id,
    String unit,
    int available,
    int held,
    @Nullable Integer maximum,
    Instant updated,
    Instant freshUntil,
    Said said,
    long revision) {
  /**
   * A number older than this counts as unknown (domain reference, matching rule 2), unless the
   * operator says otherwise.
   */
  public static final Duration FRESH_FOR = Duration.ofHours(24);

  /** As a file says it. */
  public FreePlaces(
      UUID id,
      String unit,
      int available,
      @Nullable Integer maximum,
      Instant updated,
      long revision) {
    this(
        id,
        unit,
        available,
        0,
        maximum,
        updated,
        updated.plus(FRESH_FOR),
        Said.IN_A_FILE,
        revision);
  }

  /** Whether the number still counts at {@code now}; the last moment is still fresh. */
  public boolean isFresh(Instant now) {
    return !freshUntil.isBefore(now);
  }

  /** How a number came to be said. */
  public enum Word {
    /** By the house itself. */
    OWN,
    /** By the house on the telephone, to somebody who recorded it. */
    TELEPHONE,
    /** By a file. */
    IMPORT
  }

  /**
   * Who said a number.
   *
   * @param organization who recorded it; absent where only a file knows
   * @param function role of who recorded it
   * @param toldBy code of {@code told-by.csv}: the function of who answered the telephone
   */
  public record Said(
      Word how,
      @Nullable OrganizationId organization,
      @Nullable String function,
      @Nullable String toldBy) {
    static final Said IN_A_FILE = new Said(Word.IMPORT, null, null, null);
  }
}
