package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.Basis;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.ProcessingRecord;
import org.uputnica.consent.domain.ProcessingRecords;
import org.uputnica.consent.domain.ProcessingRecords.Filter;
import org.uputnica.consent.domain.ProcessingRecords.Place;
import org.uputnica.consent.domain.TransferRules;
import org.uputnica.consent.domain.TransferTerms;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Processing records of transfers (domain reference 4.5): kept by the gate in the transaction in
 * which it opens, read by the data protection officer.
 */
@ApplicationScoped
@Transactional
public class ProcessingRecordService {
  private static final String LIST = "processing-records";

  private final ProcessingRecords records;
  private final CaseAccess cases;
  private final TransferRules rules;
  private final DirectoryService directory;
  private final List<String> bases;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Callers callers;

  ProcessingRecordService(
      ProcessingRecords records,
      CaseAccess cases,
      TransferRules rules,
      DirectoryService directory,
      CodeLists lists,
      TenantSettings tenant,
      AuditTrail audit,
      Callers callers) {
    this.records = records;
    this.cases = cases;
    this.rules = rules;
    this.directory = directory;
    this.bases = List.copyOf(lists.get("legal-bases").codes());
    this.tenant = tenant;
    this.audit = audit;
    this.callers = callers;
  }

  /**
   * Who answers for the case receives nothing by opening it, and where nothing goes is none. What
   * is read again on the same day is the same transfer. Whoever opens, here or for somebody else,
   * need not see who answers for the case.
   */
  void keep(
      CaseId id, OrganizationId recipient, List<Basis> on, Set<ItemCategory> items, Instant at) {
    List<Basis> unkept = items.isEmpty() ? List.of() : records.unkept(id, recipient, on, items, at);
    if (!unkept.isEmpty()) {
      tenant.beyondCaller(() -> keepTransfer(id, recipient, unkept, items, at));
    }
  }

  private void keepTransfer(
      CaseId id, OrganizationId recipient, List<Basis> on, Set<ItemCategory> items, Instant at) {
    CaseForConsent about = cases.involved(id);
    if (recipient.equals(about.responsible())) {
      return; // in a case that is not in the database yet
    }
    @Nullable CountryCode to =
        directory.organization(recipient).map(Organization::country).orElse(null);
    TransferTerms terms = rules.of(about, to);
    on.stream()
        .map(basis ->
            new ProcessingRecord(
                Ids.random(),
                id,
                about.code(),
                about.country(),
                at,
                basis.scope(),
                basis.legal(),
                recipient,
                to,
                items,
                terms))
        .forEach(records::add);
  }

  /**
   * The records of the caller's country, newest first.
   *
   * @param cursor {@code next} of the page before
   * @throws RefusedException {@code invalid-value} for a basis that is none, {@code invalid-cursor}
   */
  public Page<ProcessingRecord> list(Filter filter, @Nullable String cursor, int limit) {
    @Nullable String basis = filter.basis();
    if (basis != null && !bases.contains(basis)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Leave it out for all of them",
          FieldProblem.at("basis", "is not known", bases));
    }
    @Nullable Cursor after = Cursor.read(LIST, 2, cursor);
    @Nullable Place before =
        after == null
            ? null
            : new Place(after.part(0, Instant::parse), after.part(1, UUID::fromString));
    CountryCode country = callers.current().country();
    List<ProcessingRecord> found = records.list(country, filter, before, limit + 1);
    audit.append(AuditEvent.of("processing-records-listed", null, country.value()));
    return Page.of(LIST, found, limit, it -> List.of(it.at().toString(), it.id().toString()));
  }
}
