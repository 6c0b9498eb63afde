package org.uputnica.referral.domain;

import java.util.List;
import java.util.Set;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/** The other requests of a case for one need, and where each stands. */
public record Siblings(List<Sibling> all) {
  /** Asked, and not answered for good. */
  private static final Set<String> ASKED = Set.of("RF-SENT", "RF-ACK", "RF-INFO", "RF-COND");

  private static final String LISTED = "RF-WAIT";

  public Siblings {
    all = List.copyOf(all);
  }

  /** Whether as many are asked as may be at once; who only keeps it on a list is not counted. */
  public boolean isFull() {
    return all.stream().filter(it -> ASKED.contains(it.state())).count() >= Need.AT_ONCE;
  }

  /** Whether this house is asked already, or keeps it on its list. */
  public boolean asks(OrganizationId house) {
    return all.stream().anyMatch(it -> it.receiver().equals(house) && it.isOpen());
  }

  /** Whether a house has accepted and the person is with it, or on the way. */
  public boolean isMet() {
    return all.stream().anyMatch(it -> ReferralStates.ACCEPTED.contains(it.state()));
  }

  /** Those that the yes of another takes back. */
  public List<TrackId> open() {
    return all.stream().filter(Sibling::isOpen).map(Sibling::id).toList();
  }

  /** One request. */
  public record Sibling(TrackId id, OrganizationId receiver, String state) {
    private boolean isOpen() {
      return ASKED.contains(state) || state.equals(LISTED);
    }
  }
}
