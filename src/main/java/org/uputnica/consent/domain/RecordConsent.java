package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * Command: write down what was said about one scope and one recipient.
 *
 * @param items exactly what may be shown, for a yes; what the question was about, otherwise
 * @param reason needed for {@link ConsentStatus#NOT_ASKED} and {@link ConsentStatus#INVALIDATED}; a
 *     no needs none
 * @param deviceTime when it was said (UTC)
 */
public record RecordConsent(
    ConsentId id,
    ConsentScope scope,
    @Nullable OrganizationId recipient,
    ConsentStatus status,
    Set<ItemCategory> items,
    SaidBy saidBy,
    Telling told,
    @Nullable StatedReason reason,
    @Nullable Instant expiresAt,
    Instant deviceTime) {
  public RecordConsent {
    items = Sets.of(items, ItemCategory.class);
  }

  /**
   * The statement it becomes, once it was checked.
   *
   * @param now when the service keeps it (UTC)
   */
  public ConsentStatement statement(CaseId about, Caller caller, Instant now) {
    Said said =
        new Said(
            id,
            about,
            scope,
            recipient,
            items,
            saidBy,
            deviceTime,
            now,
            caller.organization(),
            caller.user());
    return switch (status) {
      case ASKED -> new ConsentStatement.Asked(said, told);
      case GIVEN, LIMITED ->
          new ConsentStatement.Given(
              said, told, status == ConsentStatus.LIMITED, expires(said.at()));
      case REFUSED ->
          new ConsentStatement.Refused(
              said, told, reason instanceof RefusalReason why ? why : null);
      case NOT_ASKED ->
          new ConsentStatement.NotAsked(
              said, told, (NotAskedReason) Objects.requireNonNull(reason));
      case INVALIDATED ->
          new ConsentStatement.Invalidated(
              said, told, (InvalidReason) Objects.requireNonNull(reason));
      case WITHDRAWN, EXPIRED, OVERRIDDEN ->
          throw new IllegalArgumentException("is not recorded in this way");
    };
  }

  private @Nullable Instant expires(Instant saidAt) {
    return expiresAt != null ? expiresAt : scope.validity().map(saidAt::plus).orElse(null);
  }
}
