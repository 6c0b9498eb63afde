package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/** The person's copy of what she said. */
@ApplicationScoped
@Transactional
public class ReceiptService {
  private final CaseAccess cases;
  private final ConsentStatements statements;
  private final ReceiptTexts texts;
  private final DirectoryService directory;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;

  ReceiptService(
      CaseAccess cases,
      ConsentStatements statements,
      ReceiptTexts texts,
      DirectoryService directory,
      AuditTrail audit,
      Callers callers,
      Clock clock) {
    this.cases = cases;
    this.statements = statements;
    this.texts = texts;
    this.directory = directory;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * A receipt in the language in which the statement was made.
   *
   * @param otherwise {@code Accept-Language}, for a language without texts
   * @throws RefusedException {@code not-found}; also for an exception, which is nobody's word
   */
  public Receipt receipt(CaseId id, ConsentId statement, @Nullable String otherwise) {
    CaseForConsent about = cases.require(id, callers.current());
    Spoken spoken =
        statements.everSaid(id).stream()
            .filter(Spoken.class::isInstance)
            .map(Spoken.class::cast)
            .filter(said -> said.id().equals(statement))
            .findFirst()
            .orElseThrow(RefusedException::notFound);
    @Nullable OrganizationId recipient = spoken.said().recipient();
    @Nullable String name =
        recipient == null
            ? null
            : directory.organization(recipient).map(Organization::name).orElse(null);
    audit.append(AuditEvent.of("receipt-made", id, statement));
    return texts.receipt(spoken, about, otherwise, name, clock.instant());
  }
}
