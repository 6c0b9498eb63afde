package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.message.Message;
import org.uputnica.mechanism.AgeService;
import org.uputnica.mechanism.FoundToBeChild;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Who turns out to be a child while a request runs is one on both sides of it: the other country is
 * told in the transaction in which it is written down, and takes it into its own record.
 */
@ApplicationScoped
class ChildrenAbroad {
  private static final String STATE = "age-state";
  private static final String AGE = "age";

  private final Requests requests;
  private final TrackService tracks;
  private final AgeService ages;
  private final Letters letters;

  ChildrenAbroad(Requests requests, TrackService tracks, AgeService ages, Letters letters) {
    this.requests = requests;
    this.tracks = tracks;
    this.ages = ages;
    this.letters = letters;
  }

  void tell(@Observes FoundToBeChild found) {
    Set<TrackId> under =
        tracks.of(found.record().id()).stream()
            .filter(it -> Request.NOT_OVER.contains(it.snapshot().state().value()))
            .map(TrackInstance::id)
            .collect(Collectors.toSet());
    for (Request each : requests.of(found.record().id())) {
      if (under.contains(each.id())) {
        Request request = each.ofChild();
        requests.save(request);
        if (!request.id().equals(found.heardOn())) {
          letters.tellChild(request, said(found.record().ageState(), found.record().age()));
        }
      }
    }
  }

  /**
   * Takes in what the other country has found about the age.
   *
   * @throws RefusedException {@code invalid-value} for what is no age here
   */
  void hear(Request request, Message message, Caller service) {
    try {
      AgeState state = AgeState.valueOf(String.valueOf(message.inputs().get(STATE)));
      String age = message.inputs().get(AGE);
      ages.hear(
          request.caseId(),
          state,
          age == null ? null : Integer.valueOf(age),
          request.id(),
          service);
    } catch (IllegalArgumentException unknown) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "The age is said otherwise here",
          FieldProblem.at(STATE, "is not an age state with its number"));
    }
  }

  private static Map<String, String> said(AgeState state, @Nullable Integer age) {
    return age == null
        ? Map.of(STATE, state.name())
        : Map.of(STATE, state.name(), AGE, age.toString());
  }
}
