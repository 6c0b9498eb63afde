package org.uputnica.inbox.domain;

import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Where a system of an organisation is called.
 *
 * @param roles of who added it
 * @param secret sealed; null once it has ended
 * @param kinds of {@link ChangeKind#LINES}
 */
public record Webhook(
    UUID id,
    OrganizationId organization,
    CountryCode country,
    Set<String> roles,
    URI url,
    @Nullable String secret,
    Set<ChangeKind> kinds,
    State state,
    Instant addedAt,
    long revision) {
  private static final String USER = "webhook";

  public Webhook {
    roles = Set.copyOf(roles);
    kinds = Set.copyOf(kinds);
  }

  /** How it stands. */
  public enum State {
    ACTIVE,
    /** It did not answer for too long, or said that it is gone. */
    GIVEN_UP,
    /** For good. */
    ENDED
  }

  /** As whom it is told. */
  public Caller caller() {
    return Caller.person(USER, organization, country, roles);
  }

  /** Every desk of the organisation, and those of the country at which whoever added it sat. */
  public Set<String> desks() {
    Set<String> desks = new HashSet<>(Waiting.desksOf(caller()));
    Roles.OF_THE_TRADE.forEach(role -> desks.add(role + '@' + organization));
    return desks;
  }

  public Webhook givenUp() {
    return new Webhook(
        id,
        organization,
        country,
        roles,
        url,
        secret,
        kinds,
        State.GIVEN_UP,
        addedAt,
        revision + 1);
  }

  public Webhook ended() {
    return new Webhook(
        id, organization, country, roles, url, null, kinds, State.ENDED, addedAt, revision + 1);
  }
}
