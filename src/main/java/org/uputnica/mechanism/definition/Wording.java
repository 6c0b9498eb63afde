package org.uputnica.mechanism.definition;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockRef;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.IdentificationStage;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.Source;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Track;

/** Says rules in English sentences, for the documents that lawyers read. */
final class Wording {
  private Wording() {}

  static String of(Fact fact) {
    return switch (fact) {
      case RECEIVER_ACTIVE -> "the service asked is licensed and takes requests";
      case NO_CONFLICT_OF_INTEREST -> "nobody at the receiver is barred from this case";
      case ITEMS_EQUAL_CONSENT -> "what is sent is exactly what was agreed to";
      case CRITERIA_MET -> "the person fits the intake criteria";
      case PLACE_HELD -> "a place is held, or none is needed";
      case ACCEPTED_BY_TELEPHONE -> "who asked has recorded a yes on the telephone";
      case HANDOVER_OPEN ->
          "whoever goes with the person has not yet said that she was handed over";
      case ESCALATED -> "everybody named there was told, and the grace after that is over";
      case GUARDIAN_NAMED -> "a guardian is named";
      case BEST_INTERESTS_DETERMINED -> "the child's best interests are determined, with reasons";
      case RECEIVING_PERSON_NAMED -> "a person who receives is named";
      case NO_OPEN_REFERRAL -> "no referral of the case is open";
      case NO_OPEN_REQUEST -> "no request to another country is open";
      case AGREEMENT_NOT_ENDED -> "no agreement with the other country has ended";
      case NO_ASYLUM_PENDING -> "no asylum claim is pending";
      case CASE_OPEN -> "the case is not closed, handed on or ended by death";
      case BODY_DECIDES_ON_CHILDREN -> "the body named decides on children in this country";
      case DEADLINES_ANSWERED -> "every deadline that has run out was answered";
      case ALL_CONSENTS_NEW -> "the consents in use were given after the case was closed";
      case NOT_A_DUPLICATE -> "the case was not closed as a duplicate";
      case RISK_FROM_BOTH_SIDES ->
          "both countries have assessed the risk, and neither found it high";
      case FREE_TO_CHOOSE -> "the person is not held, or identification has ended";
      case OPTIONS_COMPARED ->
          "staying, returning and a third country were compared since the ways were opened";
      case CONSENTS_NOT_EXPIRED -> "no consent that the help rests on has ended";
      case SIGNED_BY_BOTH_SIDES -> "both sides have signed the handover";
    };
  }

  static String of(Guard guard) {
    return switch (guard) {
      case Guard.Holds(Fact fact) -> of(fact);
      case Guard.ConsentGiven(String scope) -> "consent `" + scope + "` is given";
      case Guard.ConsentNotAsked(String scope) ->
          "`" + scope + "` could not be asked, and the reason is written down";
      case Guard.ConsentAnswered(String scope) ->
          "the person has answered `" + scope + "`, with yes or no";
      case Guard.ExceptionInForce(List<String> reasons) ->
          "an exception is approved and in force: " + codes(reasons);
      case Guard.RiskFresh(Duration atMost) -> "the risk was assessed in the last " + of(atMost);
      case Guard.RiskNotHigh() -> "the risk is known and not high";
      case Guard.ScreeningSufficient sufficient ->
          "the signs point to "
              + elements(sufficient.adult())
              + " (for a child: "
              + elements(sufficient.child())
              + ")";
      case Guard.ReflectionMayStart(IdentificationStage from) ->
          "identification has come to the "
              + from.word()
              + " (`P-REFL-START`; without a word of the country: the presumption)";
      case Guard.Stated(String input) -> "*" + input.replace('-', ' ') + "* is given";
      case Guard.ClockPassed passed -> "the time of " + clocks(passed.clocks()) + " has run out";
      case Guard.ClockRunning(ClockCode clock) -> "the time of `" + clock + "` has not run out";
      case Guard.ClockStarted(ClockCode clock) -> "`" + clock + "` was started";
      case Guard.OfAge(AgeRule age) ->
          age == AgeRule.ADULT ? "the person is an adult" : "the person is a child";
      case Guard.OnlyFor(AgeRule age, Guard condition) ->
          (age == AgeRule.ADULT ? "for an adult: " : "for a child: ") + of(condition);
      case Guard.AnyOf(List<Guard> ways) ->
          ways.stream().map(Wording::of).collect(Collectors.joining(", *or* "));
    };
  }

  static String of(Effect effect) {
    return switch (effect) {
      case RECALL -> "everything sent is called back, and the answers are followed";
      case OPEN_IDENTITY -> "the identity items agreed to open for the receiver";
      case CLOSE_ACCESS -> "the access given through this ends";
      case NARROW_ACCESS -> "only the access that law and family rules ask for remains";
      case RELEASE_PLACE -> "a place that was held becomes free";
      case WITHDRAW_SIBLINGS -> "the other requests for the same need are withdrawn";
      case TELL_REFERRER -> "the referring organisation is told";
      case TELL_RECEIVER -> "the service that was asked is told";
      case ALARM_COORDINATOR -> "the coordinator is told at once";
      case ALARM_BOTH_COORDINATORS -> "the coordinators of both countries are told at once";
      case CONSIDER_MISSING ->
          "the case manager considers whether contact is lost or the person is missing";
      case REPORT_MISSING_CHILD -> "the police are to be told the same day";
      case OFFER_SCREENING -> "a new screening is offered";
      case JOIN_RECORDS -> "the other record goes on, and the number of this one is an alias of it";
      case NEW_IDENTIFICATION_RUN -> "identification begins a new run";
      case NEW_ASSISTANCE_RUN -> "assistance begins a new run";
      case DRAFT_REQUEST ->
          "a request to the country chosen is drafted, where it has a contact point; nothing leaves";
      case STOP_REQUESTS -> "open requests to other countries stop";
      case REOPEN_SOLUTION -> "the comparison of solutions opens again";
    };
  }

  static String of(Clock.WhenPassed passed, Optional<Duration> grace) {
    return of(passed) + grace.map(it -> " after " + of(it) + " more").orElse("");
  }

  static String of(Clock.WhenPassed passed) {
    return switch (passed) {
      case REMIND -> "remind";
      case ESCALATE -> "escalate";
      case ESCALATE_THEN_EXPIRE -> "escalate, then end the request as unanswered";
      case ALARM -> "alarm at once";
      case ASK_FOR_DECISION -> "somebody named decides";
    };
  }

  static String of(State.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static String of(Party party) {
    return switch (party) {
      case OWNER -> "the organisation responsible for the case";
      case COUNTERPART -> "the service asked in a referral; in identification the competent body";
      case SERVING -> "a service that has accepted this person and not yet ended";
      case GUARDIAN -> "the organisation of the guardian named for this child";
      case CONTACT -> "the contact point of the country that asks";
      case ABROAD ->
          "the contact point of the country that is asked; its steps are taken there and arrive as messages";
      case COUNTRY -> "any organisation of the country with that role";
      case SYSTEM -> "the service itself, when a clock or a message says so";
    };
  }

  static String of(InputKind kind) {
    return switch (kind) {
      case InputKind.Code(String list, List<String> allowed) -> choice("one of", list, allowed);
      case InputKind.Codes codes ->
          choice(
                  codes.atLeast() > 1 ? "at least " + codes.atLeast() + " of" : "one or more of",
                  codes.list(),
                  codes.allowed())
              + (codes.notOnly().isEmpty()
                  ? ""
                  : ", not only " + codes(codes.notOnly().stream().sorted().toList()));
      case InputKind.NoteRef _ -> "a sealed note";
      case InputKind.Day _ -> "a day";
      case InputKind.Moment _ -> "a time";
      case InputKind.YesNo _ -> "yes or no";
      case InputKind.Confirmation _ -> "must be confirmed";
      case InputKind.WholeNumber(long from, Long to) ->
          "a number, at least " + from + (to == null ? "" : ", at most " + to);
      case InputKind.Id _ -> "an id";
      case InputKind.Organization _ -> "an organisation";
      case InputKind.Country _ -> "a country";
      case InputKind.Place _ -> "a place code";
    };
  }

  private static final int SHORT_LIST = 7;

  private static String choice(String how, String list, List<String> allowed) {
    return allowed.size() <= SHORT_LIST
        ? how + " " + codes(allowed)
        : how + " the list `" + list + "`";
  }

  static String of(ClockRef ref) {
    return switch (ref) {
      case ClockRef.One(ClockCode clock) -> "`" + clock + "`";
      case ClockRef.Group(String _, List<ClockCode> clocks) -> clocks(clocks);
      case ClockRef.NextOf(ClockRef.Group group) ->
          "of " + clocks(group.clocks()) + " the one that runs out first";
      case ClockRef.ChosenBy choice ->
          "by *" + choice.input() + "*: " + clocks(choice.possible().toList());
      case ClockRef.Again(ClockRef of) -> of(of) + " that runs, from its beginning";
      case ClockRef.All() -> "every clock of this track";
    };
  }

  static String lasts(Clock clock) {
    String adults = clock.lasts().map(it -> of(clock.counts(), it)).orElse("—");
    String children = clock.lasts(AgeRule.CHILD).map(it -> of(clock.counts(), it)).orElse("—");
    return adults.equals(children) ? adults : adults + "; for a child " + children;
  }

  private static String of(Clock.Counts counts, Duration length) {
    return switch (counts) {
      case ELAPSED -> of(length);
      case WORKING_DAYS -> length.toDays() + " working days";
    };
  }

  static String warns(Clock clock) {
    String who = clock.warned().equals(clock.tells()) ? "" : ": " + performers(clock.warned());
    return Optional.ofNullable(clock.warns()).map(it -> of(clock.counts(), it) + who).orElse("—");
  }

  static String countsFrom(Clock clock) {
    return clock.from().isEmpty()
        ? clock.startsWhen()
        : clock.startsWhen()
            + "; if the step says one that is to come, from "
            + clock.from().stream().map(it -> "*" + it + "*").collect(Collectors.joining(" or "));
  }

  static String escalates(Clock clock) {
    return clock.escalates().isEmpty()
        ? "—"
        : clock.escalates().stream()
            .map(it -> "after " + of(it.after()) + ": " + performers(it.tells()))
            .collect(Collectors.joining("; "));
  }

  static String extended(Clock clock) {
    Clock.Changes changes = clock.changes();
    return changes.extendedBy().isEmpty()
        ? "—"
        : performers(changes.extendedBy())
            + ", if approved by another person: "
            + performers(changes.approvedBy());
  }

  static String condition(Conditional<?> conditional) {
    return conditional.condition().map(guard -> " (if " + of(guard) + ")").orElse("");
  }

  static String of(Duration length) {
    long hours = length.toHours();
    return hours % 24 == 0 && hours > 72 ? length.toDays() + " days" : hours + " hours";
  }

  static String of(Source source) {
    return source.text()
        + (source.year() == 0 ? "" : ", " + source.year())
        + (source.confirmed() ? "" : " — *not confirmed*");
  }

  static String performers(List<Performer> performers) {
    return performers.isEmpty()
        ? "—"
        : performers.stream().map(one -> "`" + one + "`").collect(Collectors.joining(", "));
  }

  /** Every row of a track, its opening first. */
  static List<Step> rows(Track track) {
    return Stream.concat(Stream.of(track.opening()), track.steps().stream()).toList();
  }

  static String names(List<Performer> performers) {
    return performers.stream().map(Performer::toString).collect(Collectors.joining(", "));
  }

  static String codes(List<String> codes) {
    return codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", "));
  }

  private static String clocks(Collection<ClockCode> clocks) {
    return codes(clocks.stream().sorted().map(ClockCode::value).toList());
  }

  private static String elements(Set<Element> elements) {
    return elements.stream()
        .sorted()
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
