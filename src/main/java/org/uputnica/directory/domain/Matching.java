package org.uputnica.directory.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which services fit a need (domain reference, section 7.3). Pure. Hard criteria first, then free
 * places, then her own wish, then the distance; what cannot be judged is unknown and said to be,
 * never counted as a yes.
 */
public final class Matching {
  /** More candidates than this are not shown. */
  public static final int AT_MOST = 5;

  /** Excluded services told one by one; the rest is counted by the rule. */
  public static final int EXCLUDED_AT_MOST = 100;

  private Matching() {}

  /**
   * Service types that are looked through for {@code need}: the wanted one; for a place to sleep
   * also children's accommodation on the child route and guarded accommodation at high risk.
   */
  public static Set<String> typesFor(PlacementNeed need) {
    Set<String> types = new TreeSet<>(Set.of(need.serviceType()));
    if (need.isAccommodation()) {
      if (need.isOnChildRoute()) {
        types.add(ServiceTypes.CHILD_ACCOMMODATION);
      }
      if (need.riskLevel().equals("HIGH")) {
        types.add(ServiceTypes.SECURE_ACCOMMODATION);
      }
    }
    return types;
  }

  /**
   * Matches a need with offers.
   *
   * @param offers may hold more than what is looked for; other countries, other service types and
   *     inactive services are left out without a word
   * @param now decides freshness of numbers and validity of licences
   */
  public static Matches match(PlacementNeed need, List<ServiceOffer> offers, Instant now) {
    Set<String> types = typesFor(need);
    List<Candidate> candidates = new ArrayList<>();
    List<ExcludedOffer> excluded = new ArrayList<>();
    for (ServiceOffer offer : offers) {
      if (!offer.active()
          || !offer.country().equals(need.country())
          || offer.serviceTypes().stream().noneMatch(types::contains)) {
        continue;
      }
      Judgement judged = Criteria.judge(need, offer, now);
      if (judged.isExcluded()) {
        excluded.add(new ExcludedOffer(offer, judged.against()));
      } else {
        candidates.add(
            new Candidate(offer, judged.freePlaces(), judged.reasons(), judged.unknown()));
      }
    }
    candidates.sort(bestFirst(need.particulars()));
    excluded.sort(
        Comparator.comparing((ExcludedOffer out) -> out.offer().name())
            .thenComparing(out -> out.offer().id().value()));
    return new Matches(
        candidates.stream().limit(AT_MOST).toList(),
        excluded.stream().limit(EXCLUDED_AT_MOST).toList(),
        byRule(excluded));
  }

  private static Comparator<Candidate> bestFirst(Particulars said) {
    return Comparator.comparing(Candidate::freePlaces, Comparator.comparingInt(Matching::rank))
        .thenComparingInt(candidate -> said.wish(candidate.offer()))
        .thenComparingInt(candidate -> said.distance(candidate.offer()))
        .thenComparingInt(candidate -> candidate.unknown().size())
        .thenComparing(candidate -> candidate.offer().name())
        .thenComparing(candidate -> candidate.offer().id().value());
  }

  /** How many each rule keeps out; a service that several keep out counts under each. */
  private static SortedMap<String, Integer> byRule(List<ExcludedOffer> excluded) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (ExcludedOffer out : excluded) {
      out.reasons().stream()
          .map(Reason::criterion)
          .distinct()
          .forEach(criterion -> counts.merge(criterion, 1, Integer::sum));
    }
    return counts;
  }

  private static int rank(FreePlacesState state) {
    return switch (state) {
      case FREE -> 0;
      case UNKNOWN -> 1;
      case NONE -> 2;
    };
  }
}
