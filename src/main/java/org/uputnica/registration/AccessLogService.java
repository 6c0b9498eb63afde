package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.JournalService;
import org.uputnica.audit.domain.EntryContent;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.LeftOut;
import org.uputnica.consent.ExceptionService;
import org.uputnica.consent.ReceiptService;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.RefusedException;

/**
 * The person's own view of the journal: who saw what of hers, when and why, in her language. Her
 * case manager, or a child's guardian, reads it to her.
 */
@ApplicationScoped
@Transactional
public class AccessLogService {
  private final CaseService cases;
  private final JournalService journal;
  private final DirectoryService directory;
  private final ReceiptService receipts;
  private final ExceptionService exceptions;
  private final AccessTexts texts;
  private final TenantSettings tenant;
  private final Callers callers;

  AccessLogService(
      CaseService cases,
      JournalService journal,
      DirectoryService directory,
      ReceiptService receipts,
      ExceptionService exceptions,
      AccessTexts texts,
      TenantSettings tenant,
      Callers callers) {
    this.cases = cases;
    this.journal = journal;
    this.directory = directory;
    this.receipts = receipts;
    this.exceptions = exceptions;
    this.texts = texts;
    this.tenant = tenant;
    this.callers = callers;
  }

  /**
   * A page, newest first, with what was done in the records that were joined into this one.
   *
   * @param language to have it in instead of the person's own (BCP 47)
   * @param otherwise {@code Accept-Language}, for a language without texts
   * @throws RefusedException {@code not-found} for everybody but the case manager, her colleagues
   *     on the case, the guardian and the person at her own door, who sees only those offices by
   *     name that she knows from a yes of her own, and of exceptions those she was told of
   */
  public Page<AccessLine> read(
      CaseId id,
      @Nullable String language,
      @Nullable String otherwise,
      @Nullable String cursor,
      int limit) {
    CaseRecord record = requireConfidant(id);
    Locale chosen = texts.language(language == null ? record.language() : language, otherwise);
    boolean herself = callers.current().isPersonOf(id);
    List<CaseId> joined = tenant.seeBeyondCaller(() -> cases.joinedInto(id));
    LeftOut not = herself ? untold(id, joined) : LeftOut.NOTHING;
    Page<JournalEntry> page = journal.ofCase(id, joined, AccessTexts.ACTIONS, not, cursor, limit);
    Map<UUID, Optional<Organization>> known = new HashMap<>();
    Predicate<OrganizationId> named = herself ? receipts.named(id)::contains : _ -> true;
    return new Page<>(
        page.entries().stream().map(entry -> line(entry.content(), chosen, known, named)).toList(),
        page.next());
  }

  /**
   * What was disclosed without asking her is told her by a worker, at a time that endangers nobody
   * (domain reference 3.7); until then her page, which somebody else may be reading, is silent.
   */
  private LeftOut untold(CaseId id, List<CaseId> joined) {
    return new LeftOut(
        tenant.seeBeyondCaller(() ->
            Stream.concat(Stream.of(id), joined.stream())
                .flatMap(it -> exceptions.untold(it).stream())
                .collect(Collectors.toSet())));
  }

  private CaseRecord requireConfidant(CaseId id) {
    Caller caller = callers.current();
    CaseRecord record = cases.require(id, caller);
    boolean guards = caller.organization().equals(record.guardian()) && caller.has(Roles.GUARD);
    if (!caller.isPersonOf(id) && !record.isAssignedTo(caller) && !guards) {
      throw RefusedException.notFound();
    }
    return record;
  }

  private AccessLine line(
      EntryContent content,
      Locale language,
      Map<UUID, Optional<Organization>> known,
      Predicate<OrganizationId> named) {
    UUID who = AccessTexts.who(content);
    Optional<Organization> organization =
        known.computeIfAbsent(who, id -> directory.organization(new OrganizationId(id)));
    return new AccessLine(
        content.at(),
        organization
            .filter(it -> named.test(it.id()))
            .map(Organization::name)
            .orElseGet(() -> texts.unknown(content, language)),
        organization.map(it -> texts.function(it, language)).orElse(""),
        texts.what(content, language),
        texts.why(content, language),
        language);
  }
}
