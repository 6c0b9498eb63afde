package org.uputnica.referral.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.uputnica.platform.id.TrackId;

/** The store of waiting lists. A request is on its list while its run stands in RF-WAIT. */
public interface WaitingLists {
  /** Lists a request, at the end; one that the same service listed before keeps its place. */
  void add(Listed listed);

  /** The place of these requests in the order, from 1; of the whole list, whoever asked. */
  Map<TrackId, Integer> places(Set<TrackId> referrals);

  /**
   * Every list in its order, with those of it for whom the house is asked at this moment.
   *
   * @param most that wait, of each list
   */
  List<Listed> all(int most);

  /** Marks that the house is asked again; false when somebody else was quicker. */
  boolean claim(TrackId referral, Instant at);

  /** Forgets those that wait for nothing any more. */
  void tidy();
}
