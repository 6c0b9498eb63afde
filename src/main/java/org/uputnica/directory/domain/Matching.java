package org.uputnica.directory.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
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

  private static final Comparator<ExcludedOffer> BY_NAME =
      Comparator.comparing((ExcludedOffer out) -> out.offer().name())
          .thenComparing(out -> out.offer().id().value());

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
    AskedNeed asked = AskedNeed.of(need, now);
    for (ServiceOffer offer : offers) {
      if (!offer.active()
          || !offer.country().equals(need.country())
          || offer.serviceTypes().stream().noneMatch(types::contains)) {
        continue;
      }
      Judgement judged = Criteria.judge(asked, offer);
      if (judged.isExcluded()) {
        excluded.add(new ExcludedOffer(offer, judged.against()));
      } else {
        candidates.add(
            new Candidate(offer, judged.freePlaces(), judged.reasons(), judged.unknown()));
      }
    }
    return new Matches(
        first(AT_MOST, candidates, bestFirst(need.particulars())),
        first(EXCLUDED_AT_MOST, excluded, BY_NAME),
        byRule(excluded));
  }

  /** The first of them in this order; no more than these are ever sorted. */
  private static <T> List<T> first(int most, List<T> of, Comparator<T> order) {
    PriorityQueue<T> kept = new PriorityQueue<>(order.reversed());
    for (T each : of) {
      if (kept.size() < most) {
        kept.add(each);
      } else if (order.compare(each, kept.element()) < 0) {
        kept.remove();
        kept.add(each);
      }
    }
    return kept.stream().sorted(order).toList();
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
    Set<String> rules = new HashSet<>();
    for (ExcludedOffer out : excluded) {
      rules.clear();
      for (Reason reason : out.reasons()) {
        if (rules.add(reason.criterion())) {
          counts.merge(reason.criterion(), 1, Integer::sum);
        }
      }
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
