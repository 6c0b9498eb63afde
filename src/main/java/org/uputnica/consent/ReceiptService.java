package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/** The person's copy of what she said, on paper and at her own door. */
@ApplicationScoped
@Transactional
public class ReceiptService {
  /** What an office does whose name would tell a stranger too much. */
  private static final Set<String> TELLING =
      Set.of(
          "identification-body",
          "coordinator",
          "contact-point",
          "investigation",
          "police",
          "migration-authority",
          "consulate");

  private final CaseAccess cases;
  private final ConsentService consents;
  private final ConsentStatements statements;
  private final ReceiptTexts texts;
  private final DirectoryService directory;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;

  ReceiptService(
      CaseAccess cases,
      ConsentService consents,
      ConsentStatements statements,
      ReceiptTexts texts,
      DirectoryService directory,
      AuditTrail audit,
      Callers callers,
      Clock clock) {
    this.cases = cases;
    this.consents = consents;
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

  /**
   * Everything that was said in a case, oldest first, in sentences for a screen that others may
   * see.
   *
   * @throws RefusedException {@code not-found}
   */
  public List<Saying> sayings(CaseId id, Locale language) {
    CaseForConsent about = cases.require(id, callers.current());
    Set<OrganizationId> named = named(id);
    return consents.list(id).stream()
        .filter(it -> it.statement() instanceof Spoken)
        .map(it -> saying(it, (Spoken) it.statement(), about, named, language))
        .toList();
  }

  /**
   * Organisations that may be called by name where others may look on: she has said yes to each of
   * them, under a scope whose receipt names it, and it is no office whose mere name tells.
   */
  public Set<OrganizationId> named(CaseId id) {
    return statements.everSaid(id).stream()
        .filter(Given.class::isInstance)
        .filter(said -> ReceiptTexts.namesRecipient(said.scope()))
        .flatMap(said -> Optional.ofNullable(said.said().recipient()).stream())
        .distinct()
        .flatMap(recipient -> directory.organization(recipient).stream())
        .filter(it -> Collections.disjoint(it.functions(), TELLING))
        .map(Organization::id)
        .collect(Collectors.toSet());
  }

  private Saying saying(
      Consent consent,
      Spoken spoken,
      CaseForConsent about,
      Set<OrganizationId> named,
      Locale language) {
    @Nullable String recipient =
        Optional.ofNullable(spoken.said().recipient())
            .filter(named::contains)
            .flatMap(directory::organization)
            .map(Organization::name)
            .orElse(null);
    return new Saying(
        spoken.id(),
        spoken.said().at(),
        texts.saying(spoken, about.country(), recipient, language),
        consent.inForce(),
        consent.inForce() && spoken instanceof Given);
  }
}
