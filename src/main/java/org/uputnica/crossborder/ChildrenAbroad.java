package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.DisclosureGate;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.Relation;
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
 * told in the transaction in which it is written down, and takes it into its own record. Once she
 * is handed over it is told only where she has agreed to later contact.
 */
@ApplicationScoped
class ChildrenAbroad {
  private static final String STATE = "age-state";
  private static final String AGE = "age";

  private final Requests requests;
  private final TrackService tracks;
  private final AgeService ages;
  private final Letters letters;
  private final Agreements agreements;
  private final DisclosureGate gate;

  ChildrenAbroad(
      Requests requests,
      TrackService tracks,
      AgeService ages,
      Letters letters,
      Agreements agreements,
      DisclosureGate gate) {
    this.requests = requests;
    this.tracks = tracks;
    this.ages = ages;
    this.letters = letters;
    this.agreements = agreements;
    this.gate = gate;
  }

  void tell(@Observes FoundToBeChild found) {
    Map<TrackId, String> states =
        tracks.of(found.record().id()).stream()
            .collect(Collectors.toMap(TrackInstance::id, it -> it.snapshot().state().value()));
    for (Request each : requests.of(found.record().id())) {
      String state = String.valueOf(states.get(each.id()));
      if (Request.NOT_OVER.contains(state)) {
        Request request = each.ofChild();
        requests.save(request);
        boolean heardThere = request.id().equals(found.heardOn());
        if (!heardThere && (Request.OPEN.contains(state) || wantsLaterContact(request))) {
          letters.tellChild(request, said(found.record().ageState(), found.record().age()));
        }
      }
    }
  }

  /** Her own word counts: she said it as an adult, and nobody speaks for the child yet. */
  private boolean wantsLaterContact(Request request) {
    return agreements
        .contactPoint(request.country(), request.otherCountry())
        .map(it ->
            Disclosure.of(
                request.caseId(),
                ConsentScope.LATER_CONTACT,
                it.organization().id(),
                Set.of(),
                false))
        .filter(asked -> gate.opens(asked, Relation.SENDS_ABROAD))
        .isPresent();
  }

  /**
   * Takes in what the other country has found about the age.
   *
   * @throws RefusedException {@code invalid-value} for what is no age here
   */
  void hear(Request request, Message message, Caller service) {
    Heard heard = heard(message.inputs());
    ages.hear(request.caseId(), heard.state(), heard.age(), request.id(), service);
  }

  static Heard heard(Map<String, String> said) {
    try {
      String age = said.get(AGE);
      Heard heard =
          new Heard(
              AgeState.valueOf(String.valueOf(said.get(STATE))),
              age == null ? null : Integer.valueOf(age));
      if (heard.state().goesWith(heard.age())) {
        return heard;
      }
    } catch (IllegalArgumentException _) {
      // no state, or no number
    }
    throw RefusedException.of(
        ProblemType.INVALID_VALUE,
        "The age is said otherwise here",
        FieldProblem.at(STATE, "is not an age state with its number"));
  }

  /** An age as the other country says it. */
  record Heard(AgeState state, @Nullable Integer age) {}

  private static Map<String, String> said(AgeState state, @Nullable Integer age) {
    return age == null
        ? Map.of(STATE, state.name())
        : Map.of(STATE, state.name(), AGE, age.toString());
  }
}
