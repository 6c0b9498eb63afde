package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * Command: take a consent back.
 *
 * @param recipient only towards this organisation; towards all when absent
 * @param reason why, where she cared to say; a withdrawal needs none
 * @param deviceTime when it was said (UTC)
 */
public record Withdraw(
    ConsentId id,
    ConsentScope scope,
    @Nullable OrganizationId recipient,
    SaidBy saidBy,
    Telling told,
    @Nullable RefusalReason reason,
    Instant deviceTime) {
  /**
   * The statement it becomes, once it was checked.
   *
   * @param now when the service keeps it (UTC)
   */
  public ConsentStatement.Withdrawn statement(CaseId about, Caller caller, Instant now) {
    return new ConsentStatement.Withdrawn(
        new Said(
            id,
            about,
            scope,
            recipient,
            Set.of(),
            saidBy,
            deviceTime,
            now,
            caller.organization(),
            caller.user()),
        told,
        reason);
  }
}
