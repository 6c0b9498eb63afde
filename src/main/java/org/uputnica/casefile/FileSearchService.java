package org.uputnica.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.domain.Criterion;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.casefile.domain.SealedPerson;
import org.uputnica.casefile.domain.SearchIndex;
import org.uputnica.casefile.domain.SearchTerms;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Finds people by what is sealed. The index gives candidates, the sealed items decide; what is
 * answered says which criteria fit and never what they are. What the caller may open, and so may be
 * told, the room above says; nothing else is compared.
 *
 * <p>Search keys that are gone, or key custody that does not answer: {@code unavailable}.
 */
@ApplicationScoped
@Transactional
public class FileSearchService {
  /** Files opened for one search at most: it costs the same in a small house and a large one. */
  private static final int MOST_COMPARED = 50;

  private static final int MOST_ELSEWHERE = 20;

  private final BlindIndex index;
  private final SearchIndex tokens;
  private final OpenFiles files;
  private final BrokenSeals seals;
  private final SearchSettings settings;
  private final AuditTrail audit;

  FileSearchService(
      BlindIndex index,
      SearchIndex tokens,
      OpenFiles files,
      BrokenSeals seals,
      SearchSettings settings,
      AuditTrail audit) {
    this.index = index;
    this.tokens = tokens;
    this.files = files;
    this.seals = seals;
    this.settings = settings;
    this.audit = audit;
  }

  /**
   * Whom an organisation can find, those who fit best first.
   *
   * @param open the categories of a case that the caller may open right now
   */
  public Fitting find(
      SearchTerms wanted,
      OrganizationId finder,
      CountryCode country,
      Function<CaseId, Set<ItemCategory>> open) {
    List<CaseId> candidates = index.candidates(finder, wanted, MOST_COMPARED);
    List<Found> found = new ArrayList<>();
    for (CaseId id : candidates) {
      compared(id, finder, open.apply(id))
          .map(items -> wanted.fit(SearchTerms.of(items, country)))
          .filter(fit -> !fit.met().isEmpty())
          .ifPresent(fit -> found.add(new Found(id, fit.met(), fit.parts())));
    }
    found.sort(
        Comparator.comparingInt((Found it) -> it.met().size())
            .thenComparingInt(Found::parts)
            .reversed());
    return new Fitting(found, candidates.size() < MOST_COMPARED);
  }

  private Optional<IdentityItems> compared(
      CaseId caseId, OrganizationId finder, Set<ItemCategory> open) {
    Set<ItemCategory> compared = EnumSet.copyOf(BlindIndex.SEARCHABLE);
    compared.retainAll(open);
    return compared.isEmpty()
        ? Optional.empty()
        : files.find(caseId, finder, OpenFiles.slots(compared)).map(file -> read(file, compared));
  }

  /** Makes the indexes of a person anew, by what is kept and what is said now. */
  void index(OpenFiles.Opened file, IdentityItems said) {
    SealedPerson sealed = file.sealed();
    index.putAll(
        sealed.caseId(),
        sealed.country(),
        sealed.responsible(),
        searchable(file).correctedBy(said));
  }

  /** What a person can be found by; the file was opened for it. */
  IdentityItems searchable(OpenFiles.Opened file) {
    return read(file, BlindIndex.SEARCHABLE);
  }

  private IdentityItems read(OpenFiles.Opened file, Set<ItemCategory> categories) {
    return seals.trusting(file.sealed().caseId(), () -> file.person().read(categories));
  }

  /** Tokens with which the country's index can be asked later, by the node's own job. */
  public List<Long> strongTokens(SearchTerms wanted, CountryCode country) {
    return index.strongTokens(country, wanted);
  }

  /** The tokens under which the country's index knows a case. For the node's own job. */
  public List<Long> strongTokens(CaseId id) {
    return tokens.strongTokens(id);
  }

  /** Who else in the country is known under one of these tokens. For the node's own job. */
  public Map<CaseId, Set<Criterion>> elsewhere(List<Long> strong, CountryCode country) {
    return strong.isEmpty() ? Map.of() : tokens.findStrong(country, strong, MOST_ELSEWHERE);
  }

  /** Those of the organisations that find this person do so no more. */
  public void forget(CaseId id, Predicate<OrganizationId> which) {
    for (OrganizationId finder : tokens.searchers(id).keySet()) {
      if (which.test(finder) && tokens.drop(id, finder)) {
        audit.append(AuditEvent.of("search-index-dropped", id, finder));
      }
    }
  }

  /**
   * Makes one index of an earlier generation anew; keys of earlier generations are forgotten when
   * there is none left.
   *
   * @return whether there was one
   */
  public boolean renewNext() {
    Optional<SearchIndex.Unindexed> next = tokens.nextBefore(settings.generation());
    if (next.isEmpty()) {
      tokens.dropKeysBefore(settings.generation());
      return false;
    }
    CaseId id = next.get().caseId();
    index(files.take(id, OpenFiles.slots(BlindIndex.SEARCHABLE)), IdentityItems.none());
    audit.append(
        AuditEvent.of("search-index-renewed", id, id, "generation", "" + settings.generation()));
    return true;
  }

  /**
   * Those who fit, best first.
   *
   * @param all false when there were more candidates than one search compares
   */
  public record Fitting(List<Found> found, boolean all) {
    public Fitting {
      found = List.copyOf(found);
    }
  }

  /**
   * A person who fits.
   *
   * @param parts how many parts of the name fit
   */
  public record Found(CaseId id, Set<Criterion> met, int parts) {}
}
