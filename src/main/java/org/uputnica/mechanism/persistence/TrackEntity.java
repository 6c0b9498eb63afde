package org.uputnica.mechanism.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.TrackSnapshot;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/** Row of {@code process.track}. */
@Entity
@Table(schema = "process", name = "track")
@SuppressWarnings("NullAway.Init")
public class TrackEntity {
  @Id UUID id;
  UUID caseId;

  @Column(columnDefinition = "char(2)")
  String country;

  UUID organization;
  String track;
  String state;
  @Nullable UUID owner;
  @Nullable UUID counterpart;
  @Nullable UUID contact;
  @Nullable UUID abroad;
  String mechanismVersion;
  Instant since;

  @Version long revision;

  /** Its running clocks, once they have been read in this transaction. */
  @Transient @Nullable List<ClockEntity> running;

  static TrackEntity from(TrackInstance track) {
    TrackEntity row = new TrackEntity();
    row.id = track.id().value();
    row.caseId = track.caseId().value();
    row.country = track.country().value();
    row.track = track.snapshot().track().value();
    row.change(track);
    row.organization = whose(track);
    return row;
  }

  final void change(TrackInstance track) {
    state = track.snapshot().state().value();
    mechanismVersion = track.mechanismVersion();
    since = track.since();
    owner = party(track, Party.OWNER);
    counterpart = party(track, Party.COUNTERPART);
    contact = party(track, Party.CONTACT);
    abroad = party(track, Party.ABROAD);
  }

  TrackInstance toDomain(List<RunningClock> clocks) {
    Map<Party, OrganizationId> parties = new EnumMap<>(Party.class);
    put(parties, Party.OWNER, owner);
    put(parties, Party.COUNTERPART, counterpart);
    put(parties, Party.CONTACT, contact);
    put(parties, Party.ABROAD, abroad);
    return new TrackInstance(
        new TrackId(id),
        new CaseId(caseId),
        new CountryCode(country),
        new TrackSnapshot(new TrackCode(track), new StateCode(state), clocks),
        parties,
        mechanismVersion,
        since,
        revision);
  }

  private static UUID whose(TrackInstance track) {
    OrganizationId owner =
        track.parties().getOrDefault(Party.OWNER, track.parties().get(Party.ABROAD));
    if (owner == null) {
      throw new IllegalStateException("a track belongs to somebody");
    }
    return owner.value();
  }

  private static @Nullable UUID party(TrackInstance track, Party party) {
    OrganizationId organization = track.parties().get(party);
    return organization == null ? null : organization.value();
  }

  private static void put(
      Map<Party, OrganizationId> parties, Party party, @Nullable UUID organization) {
    if (organization != null) {
      parties.put(party, new OrganizationId(organization));
    }
  }
}
