package org.uputnica.crossborder;

import static org.uputnica.crossborder.domain.RecallState.ERASED;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.RecallService;
import org.uputnica.consent.domain.Recall;
import org.uputnica.consent.domain.Recall.Answer;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.RequestAnswer;
import org.uputnica.crossborder.domain.RequestAnswers;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.TenantSettings;

/**
 * The other country answers for each request by itself. What was asked back in a case is answered
 * once all its requests are that had sent something of it, by the answer that leaves most there.
 */
@ApplicationScoped
class AnsweredAbroad {
  private final Requests requests;
  private final RequestAnswers answers;
  private final TrackService tracks;
  private final RecallService recalls;
  private final Outbox outbox;
  private final TenantSettings tenant;
  private final Clock clock;

  AnsweredAbroad(
      Requests requests,
      RequestAnswers answers,
      TrackService tracks,
      RecallService recalls,
      Outbox outbox,
      TenantSettings tenant,
      Clock clock) {
    this.requests = requests;
    this.answers = answers;
    this.tracks = tracks;
    this.recalls = recalls;
    this.outbox = outbox;
    this.tenant = tenant;
    this.clock = clock;
  }

  /** Whether something of what is asked back went with this request, and nobody has answered. */
  boolean isAwaited(Recall recall, Request request) {
    return concerns(recall).test(request)
        && request.recall() != ERASED
        && !answers.has(recall.id(), request.id());
  }

  /** Notes that the last message of a request asks for it. */
  void asked(Recall recall, Request request) {
    if (outbox.hasBegun(request)) {
      long next = outbox.nextSequence(request.conversation(), request.country());
      answers.asked(recall.id(), request, next - 1);
    }
  }

  /**
   * Takes an answer in.
   *
   * @param heard number of the last message the other side had received
   */
  void answered(Request request, RequestAnswer answer, long heard) {
    tenant.beyondCaller(() -> {
      OrganizationId abroad = abroad(request);
      if (abroad != null) {
        recalls.unansweredAbroad(request.caseId(), abroad).stream()
            .filter(it -> concerns(it).test(request))
            .forEach(it -> answers.answered(it.id(), request, answer, heard, clock.instant()));
        settle(request.caseId(), abroad);
      }
    });
  }

  /** Nothing of what this request sent is there: it never left, or is erased. */
  Request erased(Request request) {
    Request after = request.recalled(ERASED);
    tenant.beyondCaller(() -> {
      requests.save(after);
      OrganizationId abroad = abroad(request);
      if (abroad != null) {
        settle(request.caseId(), abroad);
      }
    });
    return after;
  }

  /** Answers what was asked back of another country, if no request is left to be answered. */
  void settle(Recall recall) {
    List<Request> sent = sent(recall.caseId(), recall.recipient());
    if (!sent.isEmpty()) {
      settle(recall, sent.stream().filter(this::isThere).toList());
    }
  }

  private void settle(CaseId id, OrganizationId abroad) {
    List<Request> there = sent(id, abroad).stream().filter(this::isThere).toList();
    recalls.unansweredAbroad(id, abroad).forEach(it -> settle(it, there));
    if (there.isEmpty()) {
      recalls.nothingAbroad(id, abroad);
    }
  }

  private List<Request> sent(CaseId id, OrganizationId abroad) {
    return requests.of(id).stream()
        .filter(it -> it.side() == Side.SENT && abroad.equals(abroad(it)))
        .toList();
  }

  private void settle(Recall recall, List<Request> there) {
    Set<TrackId> concerned =
        there.stream().filter(concerns(recall)).map(Request::id).collect(Collectors.toSet());
    List<RequestAnswer> given =
        answers.of(recall.id()).stream().filter(it -> concerned.contains(it.request())).toList();
    if (given.size() == concerned.size()) {
      @Nullable RequestAnswer most =
          given.stream().max(Comparator.comparing(RequestAnswer::answer)).orElse(null);
      recalls.answeredAbroad(
          recall,
          most == null ? Answer.ERASED : most.answer(),
          most == null ? null : most.because());
    }
  }

  private static Predicate<Request> concerns(Recall recall) {
    return it -> !Collections.disjoint(it.items(), recall.items());
  }

  private @Nullable OrganizationId abroad(Request request) {
    return tracks.require(request.id()).parties().get(Party.ABROAD);
  }

  /** Something of it left, or waits to leave, and nobody has said that it is erased. */
  private boolean isThere(Request request) {
    return request.recall() != ERASED && outbox.hasBegun(request);
  }
}
