package org.uputnica.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Event: what one user did looks like more than her work. Fired in the transaction that journals
 * it; whoever keeps work lists puts it before the people who look into it.
 *
 * @param actor pseudonym of the user
 * @param count persons whose data were opened, or refusals
 * @param within the time over which it was counted
 */
public record AlarmRaised(
    UUID id,
    Kind kind,
    CountryCode country,
    OrganizationId organization,
    String actor,
    long count,
    Duration within,
    Instant at) {
  /** What it looks like. */
  public enum Kind {
    /** The data of many persons were opened. */
    BULK_READING("alarm-bulk-reading"),
    /** Much was asked for that is not there or not the user's to see. */
    MANY_REFUSALS("alarm-many-refusals");

    private final String action;

    Kind(String action) {
      this.action = action;
    }

    /** Action of the journal entry. */
    public String action() {
      return action;
    }
  }
}
