package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.AskedQuestion;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.text.TellingWords;

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
   * @throws RefusedException {@code not-found}; also for an exception, which is nobody's word, and
   *     for what this caller may not see
   */
  public Receipt receipt(CaseId id, ConsentId statement, @Nullable String otherwise) {
    Caller caller = callers.current();
    CaseForConsent about = cases.require(id, caller);
    Spoken spoken =
        statements.everSaid(id).stream()
            .filter(Spoken.class::isInstance)
            .map(Spoken.class::cast)
            .filter(said -> said.id().equals(statement))
            .filter(it -> AskedQuestion.maySee(it.said(), about, caller))
            .findFirst()
            .orElseThrow(RefusedException::notFound);
    @Nullable OrganizationId recipient = spoken.said().recipient();
    @Nullable String name =
        recipient == null
            ? null
            : directory
                .organization(recipient)
                .map(Organization::name)
                .filter(it -> !TellingWords.areIn(it))
                .orElse(null);
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
    List<Consent> said =
        consents.list(id).stream().filter(it -> it.statement() instanceof Spoken).toList();
    Map<OrganizationId, String> called =
        called(
            id,
            said.stream()
                .flatMap(it -> Optional.ofNullable(it.statement().said().recipient()).stream())
                .collect(Collectors.toSet()),
            language);
    return said.stream().map(it -> saying(it, said, about, called, language)).toList();
  }

  /**
   * Organisations that may be called by name where others may look on: she has said yes to each of
   * them, under a scope whose receipt names it, and neither what it does nor a word of its name
   * tells.
   */
  public Set<OrganizationId> named(CaseId id) {
    return named(statements.everSaid(id));
  }

  private Set<OrganizationId> named(List<ConsentStatement> said) {
    return directory
        .organizations(
            said.stream()
                .filter(Given.class::isInstance)
                .filter(it -> ReceiptTexts.namesRecipient(it.scope()))
                .flatMap(it -> Optional.ofNullable(it.said().recipient()).stream())
                .collect(Collectors.toSet()))
        .values()
        .stream()
        .filter(it -> Collections.disjoint(it.functions(), TELLING))
        .filter(it -> !TellingWords.areIn(it.name()))
        .map(Organization::id)
        .collect(Collectors.toSet());
  }

  /**
   * What organisations are called where others may look on: those of {@link #named} by name, the
   * others by what they are to her.
   */
  public Map<OrganizationId, String> called(
      CaseId id, Set<OrganizationId> offices, Locale language) {
    Set<OrganizationId> named = named(id);
    Map<OrganizationId, Organization> known = directory.organizations(offices);
    return offices.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                it -> {
                  @Nullable Organization office = known.get(it);
                  return office != null && named.contains(it)
                      ? office.name()
                      : texts.office(office, language);
                }));
  }

  private Saying saying(
      Consent consent,
      List<Consent> said,
      CaseForConsent about,
      Map<OrganizationId, String> called,
      Locale language) {
    Spoken spoken = (Spoken) consent.statement();
    @Nullable OrganizationId recipient = spoken.said().recipient();
    boolean alone = about.child() && spoken.scope().childRule().isGuardiansAlone();
    boolean canBeTakenBack = consent.inForce() && spoken instanceof Given && !alone;
    return new Saying(
        spoken.id(),
        spoken.said().at(),
        texts.saying(
            spoken, about.country(), recipient == null ? null : called.get(recipient), language),
        consent.inForce(),
        canBeTakenBack,
        canBeTakenBack
            && recipient == null
            && said.stream()
                .filter(it -> it.statement().scope() == spoken.scope())
                .anyMatch(it -> it.inForce() && it.statement().said().recipient() != null));
  }
}
