package org.uputnica.crossborder;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.crossborder.domain.Agreement.Standing;
import org.uputnica.crossborder.domain.AgreementEnd;
import org.uputnica.crossborder.domain.AgreementEnds;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.problem.SafeTrace;
import org.uputnica.platform.problem.Unavailable;

/**
 * Front door to what countries have agreed: whom to ask there, who leaves, and telling of an end.
 */
@ApplicationScoped
@Transactional
public class AgreementService {
  private static final StepCode SENDING = new StepCode("T036");

  /** What answers a notice that is not so any more: in place of a desk, the word of a country. */
  private static final String STAYS = "AGREEMENT_STAYS";

  private static final String SAID_ANEW = "AGREEMENT_ENDS_ANEW";

  private final Agreements agreements;
  private final AgreementEnds ends;
  private final Requests requests;
  private final Mechanisms mechanisms;
  private final NoticeService notices;
  private final AuditTrail audit;

  AgreementService(
      Agreements agreements,
      AgreementEnds ends,
      Requests requests,
      Mechanisms mechanisms,
      NoticeService notices,
      AuditTrail audit) {
    this.agreements = agreements;
    this.ends = ends;
    this.requests = requests;
    this.mechanisms = mechanisms;
    this.notices = notices;
    this.audit = audit;
  }

  /** The contact points of all other countries this node knows, by country. */
  public List<ContactPoint> contactPoints(Caller caller) {
    return agreements.contactPoints(
        caller.country(), countries().filter(it -> !it.equals(caller.country())).toList());
  }

  /** The last word of each country about leaving, by country. */
  public List<AgreementEnd> ends() {
    return ends.last();
  }

  /**
   * Keeps that the caller's country leaves what it agreed with another, or stays after all.
   *
   * @throws RefusedException {@code rule-broken} for a country with which nothing is agreed, {@code
   *     already-exists} for an id in use
   */
  public AgreementEnd announce(AgreementEnd said, Caller caller) {
    if (agreements.between(said.country(), said.partner()).standing() == Standing.NONE) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "Nothing is agreed with this country",
          FieldProblem.at("country", "is not one with which something is agreed"));
    }
    ends.add(said, caller.user());
    audit.append(
        AuditEvent.of(
            "agreement-end-announced",
            null,
            said.id(),
            "country",
            said.partner().value(),
            "lastDay",
            said.lastDay() == null ? "none" : said.lastDay().toString()));
    return said;
  }

  /**
   * Tells the coordinator of a country of one open request whose agreement has ended, once for each
   * side. Where a country stays after all, takes back what was told. For the node's own job. One
   * request that cannot be told of, or taken back, stops no other country's.
   *
   * @return whether there was one
   */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public boolean tellNext() {
    return QuarkusTransaction.requiringNew()
            .call(() -> agreements.ended(countries().toList()))
            .stream()
            .anyMatch(ended -> apart(() -> told(ended)))
        || takeBackNext();
  }

  /** A country stays after all: what was told of its end is not so any more. */
  private boolean takeBackNext() {
    return QuarkusTransaction.requiringNew()
        .call(() -> agreements.notEnded(requests.toldOfAnEnd()))
        .stream()
        .anyMatch(told -> apart(() -> takenBack(told)));
  }

  private boolean takenBack(Request told) {
    Caller contact = Caller.service(told.contact(), told.country());
    return Callers.as(contact, () -> withdraw(told, STAYS, contact));
  }

  private boolean withdraw(Request told, String because, Caller caller) {
    return notices.withdraw(
        Notice.About.AGREEMENT_ENDED, told.caseId(), told.id(), because, caller);
  }

  /** What fails for one pair of countries keeps no other. */
  private static boolean apart(Callable<Boolean> one) {
    try {
      return QuarkusTransaction.requiringNew().call(one);
    } catch (RuntimeException failed) {
      if (Unavailable.is(failed)) {
        throw failed;
      }
      Log.errorf("the end of an agreement cannot be told, or taken back: %s", SafeTrace.of(failed));
      return false;
    }
  }

  private boolean told(Agreements.Ended ended) {
    Optional<Request> open = requests.openAndUntold(ended.country(), ended.other(), ended.saidAt());
    open.ifPresent(request ->
        Callers.as(
            Caller.service(request.contact(), request.country()),
            () -> {
              withdraw(request, SAID_ANEW, Caller.service(request.contact(), request.country()));
              notices.put(Notice.About.AGREEMENT_ENDED, request.id(), SENDING);
              audit.append(
                  AuditEvent.of(
                      "agreement-ended",
                      request.caseId(),
                      request.id(),
                      "country",
                      request.otherCountry().value()));
              return request;
            }));
    return open.isPresent();
  }

  private Stream<CountryCode> countries() {
    return mechanisms.countries().stream().sorted().map(CountryCode::new);
  }
}
