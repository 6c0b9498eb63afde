package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/**
 * One run of a track of one case.
 *
 * @param parties who is what to it; {@link Party#OWNER} is always there but for a request received
 *     from abroad
 * @param since server time of the last step, UTC
 */
public record TrackInstance(
    TrackId id,
    CaseId caseId,
    CountryCode country,
    TrackSnapshot snapshot,
    Map<Party, OrganizationId> parties,
    String mechanismVersion,
    Instant since,
    long revision) {
  public TrackInstance {
    parties = Map.copyOf(parties);
  }

  /** What the caller's organisation is to this track and its case. */
  public Set<Party> partiesOf(Caller caller, CaseRecord record) {
    Set<Party> found = EnumSet.noneOf(Party.class);
    parties.forEach((party, organization) -> {
      if (caller.isOf(organization)) {
        found.add(party);
      }
    });
    if (parties.containsKey(Party.OWNER) && record.isTeam(caller.organization())) {
      found.add(Party.OWNER);
    }
    if (record.serving().contains(caller.organization())) {
      found.add(Party.SERVING);
    }
    if (caller.organization().equals(record.guardian())) {
      found.add(Party.GUARDIAN);
    }
    if (caller.country().equals(country)) {
      found.add(Party.COUNTRY);
    }
    return found;
  }

  public TrackInstance with(TrackSnapshot now, Instant at) {
    return new TrackInstance(id, caseId, country, now, parties, mechanismVersion, at, revision);
  }

  /** The same run on another version of the procedure. */
  public TrackInstance on(String version) {
    return new TrackInstance(id, caseId, country, snapshot, parties, version, since, revision);
  }

  public TrackInstance with(Map<Party, OrganizationId> now) {
    return new TrackInstance(id, caseId, country, snapshot, now, mechanismVersion, since, revision);
  }
}
