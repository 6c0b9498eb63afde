package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.Evidence.Proof;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/** What another system is told of a statement: the machine's side of a receipt. */
@ApplicationScoped
@Transactional
public class ConsentRecordService {
  private final CaseAccess cases;
  private final ConsentService consents;
  private final ReceiptTexts texts;
  private final DirectoryService directory;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;

  ConsentRecordService(
      CaseAccess cases,
      ConsentService consents,
      ReceiptTexts texts,
      DirectoryService directory,
      AuditTrail audit,
      Callers callers,
      Clock clock) {
    this.cases = cases;
    this.consents = consents;
    this.texts = texts;
    this.directory = directory;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * One statement or withdrawal.
   *
   * @param otherwise {@code Accept-Language}, for a language without texts
   * @throws RefusedException {@code not-found}; also for an exception, which is nobody's word
   */
  public ConsentRecord record(CaseId id, ConsentId statement, @Nullable String otherwise) {
    CaseForConsent about = cases.require(id, callers.current());
    Consent found =
        consents.list(id).stream()
            .filter(it -> it.statement() instanceof Spoken)
            .filter(it -> it.statement().id().equals(statement))
            .findFirst()
            .orElseThrow(RefusedException::notFound);
    audit.append(AuditEvent.of("consent-record-made", id, statement));
    Spoken spoken = (Spoken) found.statement();
    return texts.record(
        spoken,
        about,
        found.inForce(),
        found.proof() == Proof.KEPT,
        otherwise,
        parties(spoken, about),
        clock.instant());
  }

  private Map<OrganizationId, Organization> parties(Spoken spoken, CaseForConsent about) {
    return Stream.of(about.responsible(), spoken.said().organization(), spoken.said().recipient())
        .filter(Objects::nonNull)
        .distinct()
        .flatMap(it -> directory.organization(it).stream())
        .collect(Collectors.toMap(Organization::id, Function.identity()));
  }
}
