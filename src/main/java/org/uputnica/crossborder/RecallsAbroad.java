package org.uputnica.crossborder;

import static org.uputnica.crossborder.domain.RecallState.ASKED;
import static org.uputnica.crossborder.domain.RecallState.ERASED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.FileErasureService;
import org.uputnica.consent.RecallNews;
import org.uputnica.consent.RecallService;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Recall;
import org.uputnica.consent.domain.Recalls;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.RequestAnswer;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.crossborder.message.Message;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * What was sent to another country is asked back by a message, whatever has become of the request;
 * its contact point answers there, and the answer comes back. A request that stops before the
 * handover asks by itself.
 */
@ApplicationScoped
class RecallsAbroad {
  private static final String ANSWER = "answer";
  private static final String BECAUSE = "because";
  private static final String EVERYTHING = Long.toString(Long.MAX_VALUE);

  private final Requests requests;
  private final CaseService cases;
  private final TrackService tracks;
  private final FileErasureService erasures;
  private final RecallService service;
  private final Recalls recalls;
  private final AnsweredAbroad answered;
  private final ForeignConsents consents;
  private final Letters letters;
  private final TenantSettings tenant;

  RecallsAbroad(
      Requests requests,
      CaseService cases,
      TrackService tracks,
      FileErasureService erasures,
      RecallService service,
      Recalls recalls,
      AnsweredAbroad answered,
      ForeignConsents consents,
      Letters letters,
      TenantSettings tenant) {
    this.requests = requests;
    this.cases = cases;
    this.tracks = tracks;
    this.erasures = erasures;
    this.service = service;
    this.recalls = recalls;
    this.answered = answered;
    this.consents = consents;
    this.letters = letters;
    this.tenant = tenant;
  }

  void tell(@Observes RecallNews news) {
    Recall recall = news.recall();
    if (recall.scope() == ConsentScope.CROSS_BORDER) {
      switch (news.what()) {
        case ASKED -> ask(recall, it -> it.recall() == null);
        case REMINDED -> ask(recall, _ -> true);
        case ANSWERED, ALL_ANSWERED -> answer(recall);
        case UNANSWERED -> {
          // the coordinator here knows
        }
      }
    }
  }

  private void ask(Recall recall, Predicate<Request> which) {
    cases.hold(recall.caseId());
    requests.of(recall.caseId()).stream()
        .filter(it -> it.side() == Side.SENT && which.test(it))
        .filter(it -> answered.isAwaited(recall, it) && isAskedByMessage(it, recall.recipient()))
        .forEach(it -> {
          letters.askBack(it, recall);
          answered.asked(recall, it);
        });
    answered.settle(recall);
  }

  /** Sent to this contact point, and not a request that stops, and asks by that. */
  private boolean isAskedByMessage(Request request, OrganizationId recipient) {
    TrackInstance run = tracks.require(request.id());
    return recipient.equals(run.parties().get(Party.ABROAD))
        && !Request.OPEN.contains(run.snapshot().state().value());
  }

  /**
   * Goes back once nothing is left to answer of what another country asks for, whatever else the
   * contact point is asked; of the answers that none has gone back for, the one that leaves most.
   */
  private void answer(Recall last) {
    List<Recall> across =
        recalls.of(last.caseId()).stream()
            .filter(it -> it.scope() == ConsentScope.CROSS_BORDER)
            .filter(it -> it.recipient().equals(last.recipient()))
            .toList();
    if (across.stream().allMatch(it -> it.answer() != null)) {
      Map<String, String> said = said(leavesMost(across, last));
      requests.of(last.caseId()).stream()
          .filter(it -> it.side() == Side.RECEIVED && last.recipient().equals(it.contact()))
          .filter(it -> it.recall() == ASKED)
          .forEach(it -> letters.tellAnswered(it, said));
    }
  }

  /**
   * Of those that were open one beside or after the other until the last one was answered, the one
   * whose answer leaves most: while one of them was open no answer went back.
   *
   * @param answered all that was asked back, each with its answer
   */
  static Recall leavesMost(List<Recall> answered, Recall last) {
    Instant begun = last.askedAt();
    Instant from;
    do {
      from = begun;
      for (Recall each : answered) {
        if (each.askedAt().isBefore(begun) && !isBefore(each.answeredAt(), begun)) {
          begun = each.askedAt();
        }
      }
    } while (begun.isBefore(from));
    Instant since = begun;
    return answered.stream()
        .filter(it -> !isBefore(it.answeredAt(), since))
        .max(Comparator.comparing(it -> Objects.requireNonNull(it.answer())))
        .orElse(last);
  }

  private static boolean isBefore(@Nullable Instant one, Instant other) {
    return one != null && one.isBefore(other);
  }

  private static Map<String, String> said(Recall recall) {
    String answer = Objects.requireNonNull(recall.answer()).name();
    Recall.Because because = recall.because();
    return because == null
        ? Map.of(ANSWER, answer)
        : Map.of(ANSWER, answer, BECAUSE, because.name());
  }

  /**
   * Takes in what is no step of the request; her words, which came with it, are kept already.
   *
   * @return whether it was of that kind
   * @throws RefusedException {@code invalid-value} for what is no answer here, {@code rule-broken}
   */
  boolean hear(Request request, Message message) {
    String word = String.valueOf(message.step());
    boolean received = request.side() == Side.RECEIVED;
    if (received && word.equals(Letters.ASKED_BACK)) {
      askHere(request, message.inputs());
      return true;
    }
    if (!received && word.equals(Letters.ANSWERED)) {
      answered(request, message.inputs());
      return true;
    }
    return received && word.equals(Letters.SAID);
  }

  private void askHere(Request request, Map<String, String> inputs) {
    boolean isHere = tenant.seeBeyondCaller(() -> erasures.version(request.caseId()).isPresent());
    if (isHere) {
      requests.save(request.recalled(ASKED));
      service.askFor(
          request.caseId(),
          request.contact(),
          items(request, inputs),
          consents.known(request, inputs.get(Letters.WORD)).orElse(null));
    } else {
      requests.save(request.recalled(ERASED));
      letters.tellErased(request);
    }
  }

  private static Set<ItemCategory> items(Request request, Map<String, String> inputs) {
    List<String> named = Arrays.asList(inputs.getOrDefault(Letters.ITEMS, "").split(",", -1));
    return request.items().stream()
        .filter(it -> named.contains(it.name()))
        .collect(Collectors.toSet());
  }

  private void answered(Request request, Map<String, String> inputs) {
    RequestAnswer answer =
        new RequestAnswer(
            request.id(),
            code(Recall.Answer.values(), inputs.get(ANSWER)).orElseThrow(() -> notAnswered(ANSWER)),
            inputs.containsKey(BECAUSE)
                ? code(Recall.Because.values(), inputs.get(BECAUSE))
                    .orElseThrow(() -> notAnswered(BECAUSE))
                : null);
    Recall.requireReason(answer.answer(), answer.because());
    answered.answered(request, answer, heard(inputs));
  }

  /**
   * Nothing of it is there: what asks it back is answered.
   *
   * @throws RefusedException {@code not-found} for what was not sent from here
   */
  void erased(Request request) {
    if (request.side() != Side.SENT) {
      throw RefusedException.notFound();
    }
    answered.erased(request);
  }

  private static long heard(Map<String, String> inputs) {
    try {
      return Long.parseLong(inputs.getOrDefault(Letters.HEARD, EVERYTHING));
    } catch (NumberFormatException noNumber) {
      throw notAnswered(Letters.HEARD);
    }
  }

  private static <E extends Enum<E>> Optional<E> code(E[] codes, @Nullable String said) {
    return Arrays.stream(codes).filter(it -> it.name().equals(said)).findFirst();
  }

  private static RefusedException notAnswered(String field) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "What was asked back is answered otherwise here",
        FieldProblem.at(field, "is not a code of this side"));
  }
}
