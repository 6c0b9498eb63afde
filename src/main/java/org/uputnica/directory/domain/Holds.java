package org.uputnica.directory.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;

/** The store of timed holds. The database decides between those who press at once. */
public interface Holds {
  /**
   * What somebody wants to hold.
   *
   * @param unit only of this one; absent: whichever has enough
   * @param by opaque id of the user
   */
  record Wish(
      UUID id,
      ServiceId service,
      @Nullable String unit,
      TrackId referral,
      OrganizationId holder,
      int places,
      String by,
      Instant endsAt) {}

  /** What came of a wish. */
  enum Reserved {
    HELD,
    /** The holder holds as much elsewhere as it may. */
    LIMIT,
    /** It holds or has a place for this referral. */
    TWICE,
    /** Nobody has said in time how many are free. */
    UNKNOWN,
    FULL
  }

  /** What came of giving back. */
  enum GivenBack {
    RELEASED,
    STALE,
    OVER
  }

  /**
   * Holds places, of a number said since {@code freshSince}; the house holds of any.
   *
   * @param atOnce how many holds one organisation may have with others
   */
  Reserved reserve(Wish wish, Instant at, Instant freshSince, int atOnce);

  /** A hold of the organisation or with it, as it stands at this moment. */
  Optional<PlaceHold> find(UUID id, OrganizationId side, Instant now);

  /** Whether the id is in use, whoever sees it. */
  boolean exists(UUID id);

  /**
   * Those that run, the first to end first.
   *
   * @param side whose and with whom; absent: of all the caller may see
   */
  List<PlaceHold> running(
      @Nullable OrganizationId side, Instant now, @Nullable Cursor after, int limit);

  GivenBack giveBack(UUID id, long seen, Instant at);

  /**
   * Ends those of one service that are over, in the running transaction.
   *
   * @return how many; less than none when nothing is over that another copy is not at
   */
  int endNext(Instant at);

  /** What the house has said about holding, if anything. */
  Optional<HoldRule> rule(ServiceId service);

  /** Keeps it; false when it has changed since it was seen. */
  boolean say(ServiceOffer service, HoldRule rule);

  /**
   * For how long others may hold a place of a service.
   *
   * @param length none at all when zero
   * @param revision of this word; 0 before anything was said
   */
  record HoldRule(Duration length, long revision) {}
}
