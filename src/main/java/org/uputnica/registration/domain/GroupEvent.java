package org.uputnica.registration.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * One place and time at which many people were met: a vehicle, a workplace, a crossing (domain
 * reference, section 3.7). It names nobody and nothing is agreed to for all of them.
 *
 * @param code random, says nothing; {@code E-} tells it from a case code
 * @param lead organisation that leads on the spot
 * @param participants who opened it, who leads, and who answers for cases of it
 * @param counted people on the spot, registered or not
 */
public record GroupEvent(
    UUID id,
    String code,
    CountryCode country,
    OrganizationId opened,
    OrganizationId lead,
    Set<OrganizationId> participants,
    Kind kind,
    String place,
    Instant happenedAt,
    int counted,
    String openedBy,
    Instant openedAt) {
  public GroupEvent {
    participants = Set.copyOf(participants);
  }

  /** Where people were met. */
  public enum Kind {
    CROSSING,
    VEHICLE,
    WORKPLACE,
    ACCOMMODATION,
    AT_SEA,
    OTHER
  }

  /** Whether this caller's organisation takes part, or she watches over the country. */
  public boolean isVisibleTo(Caller caller) {
    return caller.country().equals(country)
        && (caller.watchesCountry() || participants.contains(caller.organization()));
  }

  /** The same with one more organisation that takes part. */
  public GroupEvent with(OrganizationId participant) {
    Set<OrganizationId> all = new HashSet<>(participants);
    all.add(participant);
    return new GroupEvent(
        id, code, country, opened, lead, all, kind, place, happenedAt, counted, openedBy, openedAt);
  }
}
