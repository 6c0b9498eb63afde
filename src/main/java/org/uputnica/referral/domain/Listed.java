package org.uputnica.referral.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/**
 * A request on the waiting list of a house. The more urgent comes first, then who waits longer.
 *
 * @param sender organisation that asks
 * @param since kept when the house is asked again and lists it again
 * @param places that are needed
 * @param listedAt when it was listed last
 * @param freeThen what the house counted as free at that time
 * @param askedAt when the house was asked again because a place came free; null while it waits
 */
public record Listed(
    TrackId referral,
    CaseId caseId,
    CountryCode country,
    OrganizationId sender,
    ServiceId service,
    Priority priority,
    Instant since,
    int places,
    Instant listedAt,
    int freeThen,
    @Nullable Instant askedAt) {

  /** Listed now. */
  public static Listed now(Referral referral, List<FreePlaces> places, Instant at) {
    return new Listed(
        referral.id(),
        referral.caseId(),
        referral.country(),
        referral.sender(),
        referral.service(),
        referral.priority(),
        at,
        wanted(referral),
        at,
        most(places),
        null);
  }

  /** By priority, the more urgent first. */
  public int rank() {
    return switch (priority) {
      case EMERGENCY -> 0;
      case URGENT -> 1;
      case NORMAL -> 2;
    };
  }

  /** How many places a request needs. */
  private static int wanted(Referral referral) {
    return 1 + referral.needs().accompanyingChildren();
  }

  /**
   * Whether a place has come free for it since the house listed it: the house counts more than
   * then, or has said its number anew, and enough is left for it.
   *
   * @param now what the house counts
   * @param spoken places for which others of the list are asked at this moment
   */
  public boolean hasPlace(List<FreePlaces> now, int spoken) {
    return now.stream()
        .filter(it -> it.available() > freeThen || it.updated().isAfter(listedAt))
        .anyMatch(it -> it.available() - spoken >= places);
  }

  private static int most(List<FreePlaces> places) {
    return places.stream().mapToInt(FreePlaces::available).max().orElse(0);
  }
}
