package org.uputnica.referral.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.WantedPlaces;
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
 * @param listedAt when it was listed last
 * @param freeThen what the house counted as free at that time, of each unit that is for her
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
    Instant listedAt,
    Map<String, Integer> freeThen,
    @Nullable Instant askedAt) {
  public Listed {
    freeThen = Map.copyOf(freeThen);
  }

  /** Listed now. */
  public static Listed now(
      Referral referral, List<FreePlaces> places, WantedPlaces wanted, Instant at) {
    return new Listed(
        referral.id(),
        referral.caseId(),
        referral.country(),
        referral.sender(),
        referral.service(),
        referral.priority(),
        at,
        at,
        forHer(places, wanted),
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

  /** Whether the house is asked for it at this moment. */
  public boolean isAsked() {
    return askedAt != null;
  }

  /**
   * Whether a place has come free for it since the house listed it: of a unit that is for her the
   * house counts more than then, or has said its number anew, and enough is left for it. Each unit
   * by itself: what was free then, and was no place for her, hides no bed that comes free.
   *
   * @param now what the house counts
   * @param wanted what it needs of each unit
   * @param spoken what others of the list need for whom the house is asked at this moment
   */
  public boolean hasPlace(List<FreePlaces> now, WantedPlaces wanted, List<WantedPlaces> spoken) {
    return now.stream()
        .filter(it ->
            it.available() > freeThen.getOrDefault(it.unit(), 0) || it.updated().isAfter(listedAt))
        .anyMatch(
            it -> wanted.fitIn(it, spoken.stream().mapToInt(other -> other.in(it.unit())).sum()));
  }

  private static Map<String, Integer> forHer(List<FreePlaces> places, WantedPlaces wanted) {
    return places.stream()
        .filter(it -> wanted.areOf(it.unit()))
        .collect(Collectors.toMap(FreePlaces::unit, FreePlaces::available, Integer::sum));
  }
}
