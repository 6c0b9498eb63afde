package org.uputnica.mechanism.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code process.waiting}: one line of one desk's work list. */
@Entity
@IdClass(WaitingEntity.Key.class)
@Table(schema = "process", name = "waiting")
@SuppressWarnings("NullAway.Init")
public class WaitingEntity {
  @Id String desk;
  @Id Instant rank;
  @Id UUID trackId;

  @Column(columnDefinition = "char(2)")
  String country;

  UUID organization;

  static WaitingEntity of(String desk, Instant rank, TrackEntity track) {
    WaitingEntity row = new WaitingEntity();
    row.desk = desk;
    row.rank = rank;
    row.trackId = track.id;
    row.country = track.country;
    row.organization = track.organization;
    return row;
  }

  /** Primary key. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Nullable String desk;
    @Nullable Instant rank;
    @Nullable UUID trackId;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && java.util.Objects.equals(desk, key.desk)
          && java.util.Objects.equals(rank, key.rank)
          && java.util.Objects.equals(trackId, key.trackId);
    }

    @Override
    public int hashCode() {
      return java.util.Objects.hash(desk, rank, trackId);
    }
  }
}
