package org.uputnica.casefile.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.keys.SearchKeyId;

/** The blind indexes in the vault. Every method is one round trip and needs a transaction. */
public interface SearchIndex {
  /** Generations of an owner's key that something was made with, and the proof of each key. */
  Map<Integer, byte[]> keys(String owner);

  /** Remembers that a key was made; the first proof stays. */
  void addKey(SearchKeyId id, CountryCode country, byte[] proof, Instant at);

  /** Forgets keys of earlier generations when nothing was made with them; how many. */
  int dropKeysBefore(int generation);

  /** Which organisations find this person by which categories. */
  Map<OrganizationId, Set<ItemCategory>> searchers(CaseId caseId);

  /** Replaces what an organisation finds this person by; without a wrapped key, nothing. */
  void put(
      CaseId caseId,
      OrganizationId organization,
      Set<ItemCategory> categories,
      int generation,
      List<Integer> tokens);

  /** Replaces what the country's index knows of this person. */
  void putStrong(CaseId caseId, OrganizationId responsible, Map<Long, Set<Criterion>> tokens);

  /** An organisation does not find this person any more; false when it did not before. */
  boolean drop(CaseId caseId, OrganizationId organization);

  /** Cases that share a token with these, those that share most first. */
  List<CaseId> find(OrganizationId organization, List<Integer> tokens, int most);

  /** Cases of a country that share a strong token, and by which criteria. For jobs of the node. */
  Map<CaseId, Set<Criterion>> findStrong(CountryCode country, List<Long> tokens, int most);

  /** The strong tokens of a case. For jobs of the node. */
  List<Long> strongTokens(CaseId caseId);

  /** A file that was indexed before this generation. For jobs of the node. */
  Optional<Unindexed> nextBefore(int generation);

  /** Whose index of which case is to be made anew. */
  record Unindexed(CaseId caseId, CountryCode country, OrganizationId organization) {}
}
