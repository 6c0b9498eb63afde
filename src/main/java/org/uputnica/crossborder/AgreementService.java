package org.uputnica.crossborder;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
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
   * Tells the coordinators of open requests whose agreement has ended, once for each side. Where a
   * country stays after all, takes back what was told. For the node's own job, some at a time. One
   * request that cannot be told of, or taken back, stops no other.
   *
   * @return of how many it has told, or taken back what was told
   */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public int tellSome() {
    int told = 0;
    for (Agreements.Ended ended : now(() -> agreements.ended(countries().toList()))) {
      for (Request untold :
          now(() -> requests.openAndUntold(ended.country(), ended.other(), ended.saidAt()))) {
        told += apart(() -> told(untold, ended.saidAt())) ? 1 : 0;
      }
    }
    for (Request stays : now(() -> agreements.notEnded(requests.toldOfAnEnd()))) {
      told += apart(() -> takenBack(stays)) ? 1 : 0;
    }
    return told;
  }

  private static <T> List<T> now(Callable<List<T>> look) {
    return QuarkusTransaction.requiringNew().call(look);
  }

  /** A country stays after all: what was told of its end is not so any more. */
  private boolean takenBack(Request told) {
    Caller contact = Caller.service(told.contact(), told.country());
    return Callers.as(contact, () -> withdraw(told, STAYS, contact));
  }

  private boolean withdraw(Request told, String because, Caller caller) {
    return notices.withdraw(
        Notice.About.AGREEMENT_ENDED, told.caseId(), told.id(), because, caller);
  }

  /** What fails for one request keeps no other. */
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

  /** The case is held first, as every step does. */
  private boolean told(Request request, Instant saidAt) {
    boolean untold = requests.claimUntold(request.id(), saidAt);
    if (untold) {
      Caller contact = Caller.service(request.contact(), request.country());
      Callers.as(
          contact,
          () -> {
            withdraw(request, SAID_ANEW, contact);
            notices.put(Notice.About.AGREEMENT_ENDED, request.id(), SENDING);
            audit.append(
                AuditEvent.of(
                    "agreement-ended",
                    request.caseId(),
                    request.id(),
                    "country",
                    request.otherCountry().value()));
            return request;
          });
    }
    return untold;
  }

  private Stream<CountryCode> countries() {
    return mechanisms.countries().stream().sorted().map(CountryCode::new);
  }
}
