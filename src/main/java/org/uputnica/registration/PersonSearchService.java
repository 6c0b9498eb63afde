package org.uputnica.registration;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.FileSearchService;
import org.uputnica.casefile.FileSearchService.Fitting;
import org.uputnica.casefile.FileSearchService.Found;
import org.uputnica.casefile.SearchSettings;
import org.uputnica.casefile.domain.Criterion;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.casefile.domain.SearchTerms;
import org.uputnica.mechanism.CaseService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.registration.domain.CountedSearches;
import org.uputnica.registration.domain.SearchLimit;

/**
 * Finds a person among those the caller may open, and has looked for elsewhere later, so that the
 * answer tells nothing of it. Counts before it looks, in a transaction of its own: a search that
 * fails has been made.
 */
@ApplicationScoped
public class PersonSearchService {
  private static final int MOST_FOUND = 20;

  private final FileSearchService files;
  private final IdentityService identities;
  private final CaseService cases;
  private final PossibleMatchService matches;
  private final CountedSearches counted;
  private final SearchLimit limit;
  private final AuditTrail audit;

  PersonSearchService(
      FileSearchService files,
      IdentityService identities,
      CaseService cases,
      PossibleMatchService matches,
      CountedSearches counted,
      SearchSettings settings,
      AuditTrail audit) {
    this.files = files;
    this.identities = identities;
    this.cases = cases;
    this.matches = matches;
    this.counted = counted;
    this.limit = new SearchLimit(settings.window(), settings.most(), settings.mostEmpty());
    this.audit = audit;
  }

  /**
   * Searches.
   *
   * @param about the case in hand, of the caller's team
   * @throws RefusedException {@code too-many-requests}; {@code missing-field} or {@code
   *     invalid-value} when there is nothing to look for; {@code not-found} for a case that is not
   *     the caller's; {@code unavailable} when the search keys are away
   */
  public FoundPersons search(IdentityItems wanted, @Nullable CaseId about, Caller caller) {
    SearchTerms terms = terms(wanted, caller);
    UUID search = Ids.random();
    QuarkusTransaction.requiringNew()
        .run(() ->
            counted
                .count(search, caller, limit)
                .ifPresent(wait -> {
                  throw new RefusedException(new SearchRefusal.TooMany(wait));
                }));
    return QuarkusTransaction.requiringNew().call(() -> look(search, terms, about, caller));
  }

  private FoundPersons look(UUID search, SearchTerms terms, @Nullable CaseId about, Caller caller) {
    if (about != null) {
      cases.requireTeam(about, caller);
    }
    List<FoundPerson> hers = new ArrayList<>();
    Fitting fitting =
        files.find(
            terms, caller.organization(), caller.country(), id -> identities.mayOpen(id, caller));
    for (Found found : fitting.found()) {
      if (tells(found, terms)) {
        hers.add(new FoundPerson(found.id(), cases.involved(found.id()).code(), found.met()));
      }
    }
    List<FoundPerson> answered = hers.stream().limit(MOST_FOUND).toList();
    if (!answered.isEmpty()) {
      counted.found(search);
    }
    matches.lookFor(terms, about, caller);
    journal(search, terms, answered);
    return new FoundPersons(answered, hers.size() <= MOST_FOUND && fitting.all());
  }

  /**
   * A year of birth alone is everybody's of that age: it counts beside something else, or when
   * nothing else was asked.
   */
  private static boolean tells(Found found, SearchTerms terms) {
    return !found.met().equals(EnumSet.of(Criterion.BIRTH_YEAR)) || terms.criteria().size() == 1;
  }

  private void journal(UUID search, SearchTerms terms, List<FoundPerson> answered) {
    audit.append(
        AuditEvent.of(
            "person-searched",
            null,
            search,
            "criteria",
            codes(terms.criteria()),
            "found",
            Integer.toString(answered.size())));
    for (FoundPerson found : answered) {
      audit.append(
          AuditEvent.of("person-found", found.id(), search, "criteria", codes(found.matched())));
    }
  }

  private static SearchTerms terms(IdentityItems wanted, Caller caller) {
    SearchTerms terms = SearchTerms.of(wanted, caller.country());
    if (wanted.isEmpty()) {
      throw new RefusedException(new SearchRefusal.Nothing());
    }
    require(wanted.name() == null || !terms.names().isEmpty(), "name", "has no letter");
    require(wanted.phone() == null || terms.phone() != null, "phone", "is not a telephone number");
    require(
        wanted.documentNumber() == null || terms.document() != null,
        "documentNumber",
        "has neither letter nor digit");
    return terms;
  }

  private static void require(boolean readable, String field, String why) {
    if (!readable) {
      throw new RefusedException(new SearchRefusal.Unreadable(field, why));
    }
  }

  private static String codes(Set<Criterion> criteria) {
    return criteria.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  /** Somebody who fits, and by what. */
  public record FoundPerson(CaseId id, CaseCode code, Set<Criterion> matched) {}

  /**
   * The answer.
   *
   * @param complete false when more may fit than are answered
   */
  public record FoundPersons(List<FoundPerson> found, boolean complete) {}
}
