package org.uputnica.consent;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.RecallNews.What;
import org.uputnica.consent.domain.AskedQuestion;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentPolicy;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.Ending;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Recall;
import org.uputnica.consent.domain.Recalls;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.RefusedException;

/**
 * A yes has ended, or the person is erased: everybody who was shown something says what became of
 * it. It stands on the recipient's work list until then; who does not answer is reminded, then the
 * coordinator knows.
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
  private final Event<RecallNews> news;

  RecallService(
      CaseAccess cases,
      Recalls recalls,
      RecallSettings settings,
      TenantSettings tenant,
      AuditTrail audit,
      Callers callers,
      Clock clock,
      Event<RecallNews> news) {
    this.cases = cases;
    this.recalls = recalls;
    this.settings = settings;
    this.tenant = tenant;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
    this.news = news;
  }

  /**
   * Asks back from every recorded recipient what no other yes lets it keep, in the transaction of
   * the word that ends a yes; also what was shown in the records that were joined into this one,
   * under the number by which the recipient knows her.
   */
  void ask(CaseForConsent about, Ending ending) {
    tenant.beyondCaller(() -> {
      askIn(about, ending);
      cases.joinedInto(about.id()).forEach(it -> askIn(cases.involved(it), ending));
    });
  }

  private void askIn(CaseForConsent about, Ending ending) {
    for (Recalls.Shown shown : recalls.shownUnder(about.id(), ending.scope())) {
      Set<ItemCategory> kept = ending.kept(shown.recipient(), shown.items());
      if (!kept.containsAll(shown.items())) {
        recalls
            .takeShown(about.id(), ending.scope(), shown.recipient(), kept)
            .forEach(it -> ask(about, it, ending.by().id(), ending.now()));
      }
    }
  }

  /** Asks back what was shown in a record that is closed, unless a yes in another one covers it. */
  void askUncovered(
      CaseForConsent closed, CaseForConsent goesOn, List<ConsentStatement> said, Instant now) {
    tenant.beyondCaller(() -> {
      for (Recalls.Shown shown : recalls.shown(closed.id())) {
        Disclosure there =
            Disclosure.of(
                goesOn.id(), shown.scope(), shown.recipient(), shown.items(), goesOn.child());
        recalls
            .takeShown(
                closed.id(),
                shown.scope(),
                shown.recipient(),
                ConsentPolicy.agreed(there, said, now))
            .forEach(it -> ask(closed, it, null, now));
      }
    });
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
    news.fire(new RecallNews(recall, What.ASKED));
  }

  /**
   * What was asked back in a case and what was answered: the list the person gets. A house that
   * helps her sees what it was asked itself.
   *
   * @throws RefusedException {@code not-found}
   */
  public List<Recall> of(CaseId id) {
    Caller caller = callers.current();
    CaseForConsent about = cases.require(id, caller);
    return recalls.of(id).stream()
        .filter(it -> AskedQuestion.seesAll(about, caller) || caller.isOf(it.recipient()))
        .toList();
  }

  /**
   * As {@link #of}, with what was asked back in the records that were joined into this one: what
   * the person herself may know, and who sees only one of them may not.
   *
   * @throws RefusedException {@code not-found}
   */
  public List<Recall> ofPerson(CaseId id) {
    cases.require(id, callers.current());
    return tenant.seeBeyondCaller(() ->
        Stream.concat(Stream.of(id), cases.joinedInto(id).stream())
            .flatMap(it -> recalls.of(it).stream())
            .sorted(Comparator.comparing(Recall::askedAt))
            .toList());
  }

  /** What the caller's organisation has to answer, the most urgent first. */
  public List<Recall> mine() {
    return recalls.unansweredBy(callers.current().organization(), AT_ONCE);
  }

  /**
   * Somebody of the organisation that was asked answers.
   *
   * @param seen the revision that was read
   * @throws RefusedException {@code not-found} for everybody else, {@code stale-revision}, {@code
   *     step-not-open}, {@code rule-broken}
   */
  public Recall answer(
      UUID id, Recall.Answer answer, Recall.@Nullable Because because, Revision seen) {
    Caller caller = callers.current();
    Recall recall =
        recalls
            .find(id)
            .filter(it -> caller.isOf(it.recipient()))
            .flatMap(this::hold)
            .orElseThrow(RefusedException::notFound);
    seen.require(recall.revision());
    return keep(recall.answered(answer, because, caller.user(), clock.instant()));
  }

  /** The case comes first, as in every transaction; who answers need not see it. */
  private Optional<Recall> hold(Recall found) {
    tenant.beyondCaller(() -> cases.holdInvolved(found.caseId()));
    return recalls.hold(found.id());
  }

  /**
   * Another country asks for what it had sent: its contact point here answers, once for what it is
   * asked already. The case is held.
   *
   * @param word her word for which it asks, as it is known here
   */
  public void askFor(
      CaseId id, OrganizationId contact, Set<ItemCategory> sent, @Nullable ConsentId word) {
    tenant.beyondCaller(() -> {
      List<Recall> asked = across(id, contact);
      Set<ItemCategory> left = EnumSet.noneOf(ItemCategory.class);
      left.addAll(sent);
      asked.stream().filter(it -> it.answer() == null).forEach(it -> left.removeAll(it.items()));
      if (!left.isEmpty()) {
        boolean byIt = asked.stream().anyMatch(it -> Objects.equals(word, it.statement()));
        ask(
            cases.involved(id),
            new Recalls.Shown(contact, ConsentScope.CROSS_BORDER, left),
            byIt ? null : word,
            clock.instant());
      }
    });
  }

  /** What the other country's contact point was asked for and has not answered. */
  public List<Recall> unansweredAbroad(CaseId id, OrganizationId recipient) {
    return tenant.seeBeyondCaller(
        () -> across(id, recipient).stream().filter(it -> it.answer() == null).toList());
  }

  /**
   * What became of what the other country's contact point was asked for, as its messages say. The
   * case is held.
   *
   * @throws RefusedException {@code rule-broken} as {@link Recall#answered}
   */
  public void answeredAbroad(
      Recall recall, Recall.Answer answer, Recall.@Nullable Because because) {
    tenant.beyondCaller(() -> keep(recall.answered(answer, because, BY_MESSAGE, clock.instant())));
  }

  /** Nothing of what was sent is with the other country's contact point any more. */
  public void nothingAbroad(CaseId id, OrganizationId recipient) {
    tenant.beyondCaller(
        () -> recalls.takeShown(id, ConsentScope.CROSS_BORDER, recipient, Set.of()));
  }

  private List<Recall> across(CaseId id, OrganizationId recipient) {
    return recalls.of(id).stream()
        .filter(it -> it.scope() == ConsentScope.CROSS_BORDER)
        .filter(it -> it.recipient().equals(recipient))
        .toList();
  }

  /**
   * Reminds of one. Late, twice or side by side, each is done once.
   *
   * @param passed those that were looked at in this round already; the next one is added before
   *     anything is done about it
   * @return whether there was one
   */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public boolean remindNext(Set<UUID> passed) {
    return followUp(recalls::nextToRemind, passed, this::remind);
  }

  /** As {@link #remindNext}: lets the coordinator know of one that is late. */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public boolean escalateNext(Set<UUID> passed) {
    return followUp(recalls::nextToEscalate, passed, this::escalate);
  }

  private void remind(Recall late, Instant now) {
    if (late.remindedAt() == null) {
      recalls.reminded(late.id(), now);
      journal("recall-reminded", late, "");
      news.fire(new RecallNews(late, What.REMINDED));
    }
  }

  private void escalate(Recall late, Instant now) {
    if (late.escalatedAt() == null) {
      recalls.escalated(late.id(), now);
      journal("recall-escalated", late, "");
      news.fire(new RecallNews(late, What.UNANSWERED));
    }
  }

  /** As a service of the country of the case: nobody else reads what she said in it. */
  private boolean followUp(
      BiFunction<Instant, Set<UUID>, Optional<Recall>> look,
      Set<UUID> passed,
      BiConsumer<Recall, Instant> act) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          Instant now = clock.instant();
          Optional<Recall> next = look.apply(now, passed);
          next.ifPresent(found -> {
            passed.add(found.id());
            Callers.as(
                Caller.service(found.recipient(), found.country()),
                () -> {
                  tenant.beyondCaller(() ->
                      hold(found)
                          .filter(it -> it.answer() == null)
                          .ifPresent(it -> act.accept(it, now)));
                  return found;
                });
          });
          return next.isPresent();
        });
  }

  private Recall keep(Recall answered) {
    recalls.answer(answered);
    journal("recall-answered", answered, String.valueOf(answered.answer()));
    boolean all =
        recalls.of(answered.caseId()).stream()
            .noneMatch(it -> it.recipient().equals(answered.recipient()) && it.answer() == null);
    What what = all ? What.ALL_ANSWERED : What.ANSWERED;
    tenant.beyondCaller(() -> news.fire(new RecallNews(answered, what)));
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
