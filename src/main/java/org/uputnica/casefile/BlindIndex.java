package org.uputnica.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.domain.Criterion;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.casefile.domain.SearchIndex;
import org.uputnica.casefile.domain.SearchTerms;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.keys.SearchKey;
import org.uputnica.platform.keys.SearchKeyId;
import org.uputnica.platform.keys.SearchKeys;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Turns what somebody can be found by into tokens and back into candidates ({@code
 * docs/adr/0008-search-without-reading.md}). A search key that was used and is gone, or is another
 * one under the same name, is {@code unavailable}: an empty answer would be a wrong one.
 */
@ApplicationScoped
class BlindIndex {
  /** Categories a person can be found by. */
  static final Set<ItemCategory> SEARCHABLE =
      Set.of(ItemCategory.NAME, ItemCategory.CONTACT, ItemCategory.BIRTH, ItemCategory.DOCUMENT);

  /** 4,096 buckets: unlike values share one, and the sealed item tells them apart. */
  private static final int ORGANIZATION_BITS = 12;

  /** No two values of a country share one by chance. */
  private static final int COUNTRY_BITS = 63;

  private static final String ORGANIZATION_USE = "uputnica.search.organization.v1";
  private static final String COUNTRY_USE = "uputnica.search.country.v1";

  private final SearchIndex index;
  private final SearchKeys keys;
  private final SearchSettings settings;
  private final Clock clock;

  BlindIndex(SearchIndex index, SearchKeys keys, SearchSettings settings, Clock clock) {
    this.index = index;
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
  }

  /** These categories, and when one of them is searchable all that are. */
  static Set<ItemCategory> withSearchable(Set<ItemCategory> categories) {
    Set<ItemCategory> all = EnumSet.copyOf(categories);
    if (!Collections.disjoint(categories, SEARCHABLE)) {
      all.addAll(SEARCHABLE);
    }
    return all;
  }

  /** Makes anew by what everybody who may finds this person, the country's index included. */
  void putAll(CaseId caseId, CountryCode country, OrganizationId responsible, IdentityItems items) {
    Map<OrganizationId, Set<ItemCategory>> finders = new HashMap<>(index.searchers(caseId));
    finders.put(responsible, SEARCHABLE);
    finders.forEach((finder, categories) -> put(caseId, country, finder, categories, items));
    SearchKey key = forWriting(SearchKeyId.of(country, settings.generation()), country);
    index.putStrong(caseId, responsible, strong(key, SearchTerms.of(items, country)));
  }

  /** One more organisation finds this person, or by more categories. */
  void let(
      CaseId caseId,
      CountryCode country,
      OrganizationId finder,
      Set<ItemCategory> categories,
      IdentityItems items) {
    Set<ItemCategory> all = searchable(categories);
    all.addAll(index.searchers(caseId).getOrDefault(finder, Set.of()));
    put(caseId, country, finder, all, items);
  }

  /** Whether an organisation finds this person by all of these categories that are searchable. */
  boolean finds(CaseId caseId, OrganizationId finder, Set<ItemCategory> categories) {
    return index
        .searchers(caseId)
        .getOrDefault(finder, Set.of())
        .containsAll(searchable(categories));
  }

  private static Set<ItemCategory> searchable(Set<ItemCategory> categories) {
    Set<ItemCategory> searchable = EnumSet.noneOf(ItemCategory.class);
    searchable.addAll(categories);
    searchable.retainAll(SEARCHABLE);
    return searchable;
  }

  private void put(
      CaseId caseId,
      CountryCode country,
      OrganizationId organization,
      Set<ItemCategory> categories,
      IdentityItems items) {
    SearchTerms terms = SearchTerms.of(items, country).only(categories);
    SearchKey key = forWriting(SearchKeyId.of(organization, settings.generation()), country);
    index.put(caseId, organization, categories, settings.generation(), tokens(key, terms));
  }

  /** Cases that may fit, best first; the sealed items decide. */
  List<CaseId> candidates(OrganizationId organization, SearchTerms wanted, int most) {
    List<Integer> tokens = new ArrayList<>();
    for (SearchKey key : forReading(organization.toString())) {
      tokens.addAll(tokens(key, wanted));
    }
    return tokens.isEmpty() ? List.of() : index.find(organization, tokens, most);
  }

  /** Tokens under which the country's index would know such a person. */
  List<Long> strongTokens(CountryCode country, SearchTerms wanted) {
    List<Long> tokens = new ArrayList<>();
    for (SearchKey key : forReading(country.value())) {
      tokens.addAll(strong(key, wanted).keySet());
    }
    return tokens;
  }

  private static List<Integer> tokens(SearchKey key, SearchTerms terms) {
    return terms.values().stream()
        .map(value -> Math.toIntExact(key.token(ORGANIZATION_USE, value, ORGANIZATION_BITS)))
        .distinct()
        .toList();
  }

  private static Map<Long, Set<Criterion>> strong(SearchKey key, SearchTerms terms) {
    Map<Long, Set<Criterion>> tokens = new HashMap<>();
    for (SearchTerms.StrongValue value : terms.strongValues()) {
      tokens.put(key.token(COUNTRY_USE, value.value(), COUNTRY_BITS), value.criteria());
    }
    return tokens;
  }

  private SearchKey forWriting(SearchKeyId id, CountryCode country) {
    byte @Nullable [] proof = index.keys(id.owner()).get(id.generation());
    if (proof != null) {
      return proven(id, proof);
    }
    SearchKey key = keys.make(id);
    index.addKey(id, country, key.proof(), clock.instant());
    return key;
  }

  private List<SearchKey> forReading(String owner) {
    List<SearchKey> known = new ArrayList<>();
    index
        .keys(owner)
        .forEach(
            (generation, proof) -> known.add(proven(new SearchKeyId(owner, generation), proof)));
    return known;
  }

  private SearchKey proven(SearchKeyId id, byte[] proof) {
    SearchKey key = keys.require(id);
    if (!MessageDigest.isEqual(key.proof(), proof)) {
      throw RefusedException.of(
          ProblemType.UNAVAILABLE, "The keys cannot be reached; nothing was read or changed");
    }
    return key;
  }
}
