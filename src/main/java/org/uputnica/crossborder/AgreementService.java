package org.uputnica.crossborder;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.SafeTrace;

/** Front door to what countries have agreed: whom to ask there, and telling of an end. */
@ApplicationScoped
@Transactional
public class AgreementService {
  private static final StepCode SENDING = new StepCode("T036");

  private final Agreements agreements;
  private final Requests requests;
  private final Mechanisms mechanisms;
  private final NoticeService notices;
  private final AuditTrail audit;

  AgreementService(
      Agreements agreements,
      Requests requests,
      Mechanisms mechanisms,
      NoticeService notices,
      AuditTrail audit) {
    this.agreements = agreements;
    this.requests = requests;
    this.mechanisms = mechanisms;
    this.notices = notices;
    this.audit = audit;
  }

  /** The contact points of all other countries this node knows, by country. */
  public List<ContactPoint> contactPoints(Caller caller) {
    return countries()
        .filter(it -> !it.equals(caller.country()))
        .flatMap(it -> agreements.contactPoints(caller.country(), it).stream())
        .toList();
  }

  /**
   * Tells the coordinator of a country of one open request whose agreement has ended, once for each
   * side. For the node's own job. One request that cannot be told of stops no other country's.
   *
   * @return whether there was one
   */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public boolean tellNext() {
    return countries().anyMatch(country -> countries().anyMatch(other -> tellNext(country, other)));
  }

  private boolean tellNext(CountryCode country, CountryCode other) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(() -> agreements.between(country, other).hasEnded() && told(country, other));
    } catch (RuntimeException failed) {
      Log.errorf("the end of an agreement cannot be told: %s", SafeTrace.of(failed));
      return false;
    }
  }

  private boolean told(CountryCode country, CountryCode other) {
    Optional<Request> open = requests.openAndUntold(country, other);
    open.ifPresent(request ->
        Callers.as(
            Caller.service(request.contact(), request.country()),
            () -> {
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
