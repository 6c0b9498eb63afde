package org.uputnica.consent;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Recall;
import org.uputnica.consent.domain.Recalls;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.RefusedException;

/**
 * A yes has ended, or the person is erased: everybody who was shown something says what became of
 * it. Who does not is reminded, then the coordinator knows.
 */
@ApplicationScoped
@Transactional
public class RecallService {
  /** Who answers for another country: its message. */
  private static final String BY_MESSAGE = "message";

  private static final int AT_ONCE = 100;

  private final CaseAccess cases;
  private final Recalls recalls;
  private final RecallSettings settings;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;
  private final Event<RecallUnanswered> unanswered;

  RecallService(
      CaseAccess cases,
      Recalls recalls,
      RecallSettings settings,
      TenantSettings tenant,
      AuditTrail audit,
      Callers callers,
      Clock clock,
      Event<RecallUnanswered> unanswered) {
    this.cases = cases;
    this.recalls = recalls;
    this.settings = settings;
    this.tenant = tenant;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
    this.unanswered = unanswered;
  }

  /**
   * Asks back from every recorded recipient, in the transaction of the statement that ends a yes,
   * or of a yes to less than the one before: then what it leaves out.
   */
  void ask(CaseForConsent about, ConsentStatement ending, Instant now) {
    Set<ItemCategory> agreed = ending.status().isYes() ? ending.said().items() : Set.of();
    tenant.beyondCaller(() ->
        recalls
            .takeShown(about.id(), ending.scope(), ending.said().recipient(), agreed)
            .forEach(it -> ask(about, it, ending.id(), now)));
  }

  /**
   * Asks everything back of a person who is erased, in the transaction that erases; what comes back
   * with a backup is asked back again.
   */
  public void askAll(CaseId id) {
    tenant.beyondCaller(() -> {
      List<Recalls.Shown> shown = recalls.takeShown(id);
      if (!shown.isEmpty()) {
        CaseForConsent about = cases.involved(id);
        Instant now = clock.instant();
        shown.forEach(it -> ask(about, it, null, now));
      }
    });
  }

  private void ask(
      CaseForConsent about, Recalls.Shown shown, @Nullable ConsentId ending, Instant now) {
    Recall recall =
        new Recall(
            Ids.random(),
            about.id(),
            about.code(),
            about.country(),
            shown.recipient(),
            ending,
            shown.scope(),
            shown.items(),
            now,
            now.plus(settings.remindAfter()),
            now.plus(settings.answerWithin()),
            null,
            null,
            null,
            null,
            null,
            null);
    recalls.add(recall);
    journal("recall-asked", recall, "");
  }

  /**
   * What was asked back in a case and what was answered: the list the person gets.
   *
   * @throws RefusedException {@code not-found}
   */
  public List<Recall> of(CaseId id) {
    cases.require(id, callers.current());
    return recalls.of(id);
  }

  /** What the caller's organisation has to answer, the most urgent first. */
  public List<Recall> mine() {
    return recalls.unansweredBy(callers.current().organization(), AT_ONCE);
  }

  /**
   * Somebody of the organisation that was asked answers.
   *
   * @throws RefusedException {@code not-found} for everybody else, {@code step-not-open}, {@code
   *     rule-broken}
   */
  public Recall answer(UUID id, Recall.Answer answer, Recall.@Nullable Because because) {
    Caller caller = callers.current();
    Recall recall =
        recalls
            .find(id)
            .filter(it -> caller.isOf(it.recipient()))
            .orElseThrow(RefusedException::notFound);
    return keep(recall.answered(answer, because, caller.user(), clock.instant()));
  }

  /** The other country's message says that what it had is erased. */
  public void erasedAbroad(CaseId id, OrganizationId recipient) {
    tenant.beyondCaller(() ->
        recalls.of(id).stream()
            .filter(it -> it.scope() == ConsentScope.CROSS_BORDER && it.answer() == null)
            .filter(it -> it.recipient().equals(recipient))
            .forEach(
                it -> keep(it.answered(Recall.Answer.ERASED, null, BY_MESSAGE, clock.instant()))));
  }

  /**
   * Reminds of one, or lets the coordinator know of one that is late. Late, twice or side by side,
   * each is done once.
   *
   * @return whether there was one
   */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public boolean followUpNext() {
    return QuarkusTransaction.requiringNew().call(() -> remindNext() || escalateNext());
  }

  private boolean remindNext() {
    Instant now = clock.instant();
    Optional<Recall> next = recalls.nextToRemind(now);
    next.ifPresent(it ->
        as(
            it,
            () -> {
              recalls.reminded(it.id(), now);
              journal("recall-reminded", it, "");
            }));
    return next.isPresent();
  }

  private boolean escalateNext() {
    Instant now = clock.instant();
    Optional<Recall> next = recalls.nextToEscalate(now);
    next.ifPresent(it ->
        as(
            it,
            () -> {
              recalls.escalated(it.id(), now);
              journal("recall-escalated", it, "");
              unanswered.fire(new RecallUnanswered(it));
            }));
    return next.isPresent();
  }

  private static void as(Recall recall, Runnable act) {
    Callers.as(
        Caller.service(recall.recipient(), recall.country()),
        () -> {
          act.run();
          return recall;
        });
  }

  private Recall keep(Recall answered) {
    recalls.answer(answered);
    journal("recall-answered", answered, String.valueOf(answered.answer()));
    return answered;
  }

  private void journal(String action, Recall recall, String answer) {
    audit.append(
        AuditEvent.of(
            action,
            recall.caseId(),
            recall.id(),
            "recipient",
            recall.recipient().toString(),
            "scope",
            recall.scope().code(),
            "items",
            recall.items().stream().map(Enum::name).collect(Collectors.joining(" ")),
            "answer",
            answer));
  }
}
