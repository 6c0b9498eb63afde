package org.uputnica.mechanism.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;

/**
 * What a step, or the change of a clock, put before a desk: a line of its work list that stays
 * until somebody there answers.
 *
 * @param track run it is about, and on which the next step would be taken
 * @param step the step that brought it about; null for the change of a clock, for a message that
 *     tells of a step nobody here knows, and for what the person asked at her own door
 * @param clock clock of the run that it is about, or that runs until it is answered; else null
 * @param desks as in {@link Waiting}
 * @param answer an {@link Answer}, or the step or change of the clock that answered it; null while
 *     it is open
 */
public record Notice(
    UUID id,
    TrackId track,
    CaseId caseId,
    About about,
    @Nullable StepCode step,
    @Nullable ClockCode clock,
    Set<String> desks,
    @Nullable String answer) {
  /** What somebody cannot do without reaching the person. */
  private static final Set<About> REACHING_HER =
      EnumSet.of(
          About.CONSIDER_MISSING,
          About.OFFER_SCREENING,
          About.CASCADE_WAITS,
          About.RECONSIDER_SOLUTION,
          About.PERSON_UNTOLD,
          About.PERSON_WROTE,
          About.CONTACT_WISHED,
          About.COPY_WISHED,
          About.NUMBER_ENDED);

  public Notice {
    desks = Set.copyOf(desks);
  }

  /** Whether it stands before one of these desks. */
  public boolean isBefore(Set<String> callers) {
    return desks.stream().anyMatch(callers::contains);
  }

  /** What a notice asks of who reads it. Closed. */
  public enum About {
    /** How what she asked for ended: the referring organisation is told. */
    OUTCOME(List.of(Performers.FRONT, Performers.CASE), List.of(Answer.SEEN), null, false),
    /** What a service was asked for is taken back: nobody is to come. */
    TAKEN_BACK(
        List.of(Performers.SERVICE, Performers.LEGAL_AID), List.of(Answer.SEEN), null, false),
    /** Who asked has recorded that this house accepted on the telephone; it may contest that. */
    ACCEPTED_BY_TELEPHONE(
        List.of(Performers.SERVICE, Performers.LEGAL_AID), List.of(Answer.SEEN), null, true),
    /** Somebody answered through the link that was given to a house without accounts. */
    ANSWERED_BY_LINK(
        List.of(Performers.FRONT, Performers.CASE),
        List.of(Answer.ACTED, Answer.NOTHING_NEEDED),
        null,
        true),
    /** Somebody asked something through that link; the answer to the question answers it. */
    ASKED_BY_LINK(
        List.of(Performers.FRONT, Performers.CASE),
        List.of(Answer.ACTED, Answer.NOTHING_NEEDED),
        null,
        true),
    /** The house has no place now and keeps the request on its waiting list. */
    LISTED(List.of(Performers.FRONT, Performers.CASE), List.of(Answer.SEEN), null, false),
    /** A place has come free, and the house is asked again for who is first on its list. */
    PLACE_FREE(List.of(Performers.FRONT, Performers.CASE), List.of(Answer.SEEN), null, false),
    /** The next of a cascade cannot be asked before the person has answered for that receiver. */
    CASCADE_WAITS(List.of(Performers.FRONT, Performers.CASE), List.of(Answer.SEEN), null, true),
    /** Everybody of a cascade was asked, or it cannot go on, and nobody has accepted. */
    CASCADE_OVER(
        List.of(Performers.FRONT, Performers.CASE),
        List.of(Answer.ACTED, Answer.NOTHING_NEEDED),
        null,
        true),
    /** The case was handed on, and its cascade ended: whoever answers for it now begins anew. */
    CASCADE_PUT_ASIDE(List.of(Performers.FRONT, Performers.CASE), List.of(Answer.SEEN), null, true),
    /** Something went wrong that the coordinator of the country has to look after. */
    ALARM(
        List.of(Performers.COORDINATOR), List.of(Answer.ACTED, Answer.NOTHING_NEEDED), null, true),
    /** Lost, missing, or in contact after all: the case manager decides before a clock runs out. */
    CONSIDER_MISSING(
        List.of(Performers.CASE), List.of(Answer.IN_CONTACT), ClockCode.of("DL-MISS"), true),
    /** The police are told of a missing child the same day. */
    REPORT_MISSING_CHILD(
        List.of(Performers.CASE, Performers.GUARDIAN), List.of(Answer.DONE), null, true),
    /** Whoever was found is offered a new screening. */
    OFFER_SCREENING(List.of(Performers.CASE), List.of(Answer.DONE, Answer.DECLINED), null, false),
    /** A journey that was planned is off: with the person, another solution is looked for. */
    RECONSIDER_SOLUTION(List.of(Performers.CASE), List.of(Answer.DONE), null, false),
    /** The agreement a request rests on has ended: it goes on, or is stopped with that reason. */
    AGREEMENT_ENDED(
        List.of(Performers.COORDINATOR), List.of(Answer.ACTED, Answer.NOTHING_NEEDED), null, true),
    /** What another country said of a request could not be followed here: its people are asked. */
    MESSAGE_NOT_FOLLOWED(
        List.of(Performers.COORDINATOR, Performers.CONTACT, Performers.ABROAD),
        List.of(Answer.ACTED, Answer.NOTHING_NEEDED),
        null,
        true),
    /** What an organisation was shown is asked back from it: its answer to the recall answers. */
    RECALL_ASKED(List.of(), List.of(), null, false),
    /** Somebody who was shown something has not said what became of it after consent ended. */
    RECALL_UNANSWERED(
        List.of(Performers.COORDINATOR), List.of(Answer.ACTED, Answer.NOTHING_NEEDED), null, true),
    /**
     * As before, and a conflict of interest keeps who was shown it from seeing that it is asked.
     */
    RECALL_BARRED(
        List.of(Performers.COORDINATOR), List.of(Answer.ACTED, Answer.NOTHING_NEEDED), null, true),
    /** Something was disclosed without asking her, and nobody has told her in time. */
    PERSON_UNTOLD(
        List.of(Performers.CASE, Performers.COORDINATOR),
        List.of(Answer.DONE, Answer.NOTHING_NEEDED),
        null,
        true),
    /** Another record of the same person was closed, and its number leads to this case. */
    RECORD_JOINED(List.of(Performers.CASE), List.of(Answer.SEEN), null, false),
    /** The person has written at her own door; the words are sealed with her file. */
    PERSON_WROTE(List.of(Performers.CASE), List.of(Answer.SEEN, Answer.DONE), null, false),
    /** The person asks to be reached, at the time and in the way she says is safe. */
    CONTACT_WISHED(List.of(Performers.CASE), List.of(Answer.IN_CONTACT, Answer.DONE), null, true),
    /**
     * The person asks for a copy of what is kept about her (GDPR article 15): it is made for her.
     */
    COPY_WISHED(List.of(Performers.CASE), List.of(Answer.DONE), null, false),
    /** Her number opens nothing any more, and she may not know: she is given another. */
    NUMBER_ENDED(
        List.of(Performers.CASE), List.of(Answer.DONE, Answer.NOTHING_NEEDED), null, false),
    /** Another house has given her another number; who holds the old one opens nothing. */
    NUMBER_RENEWED(List.of(Performers.CASE), List.of(Answer.SEEN), null, false),
    /** Somebody has paused a clock: the coordinator knows of every pause. */
    CLOCK_PAUSED(List.of(Performers.COORDINATOR), List.of(Answer.SEEN), null, false),
    /** More time is asked for a clock: those its row names decide, and the decision answers it. */
    EXTENSION_ASKED(List.of(), List.of(), null, false);

    private final List<Performer> tells;
    private final List<Answer> answers;
    private final @Nullable ClockCode clock;
    private final boolean urgent;

    About(List<Performer> tells, List<Answer> answers, @Nullable ClockCode clock, boolean urgent) {
      this.tells = tells;
      this.answers = answers;
      this.clock = clock;
      this.urgent = urgent;
    }

    /** What is put before somebody by an effect; empty for those that are carried out otherwise. */
    public static Optional<About> of(Effect effect) {
      return Optional.ofNullable(
          switch (effect) {
            case TELL_REFERRER -> OUTCOME;
            case TELL_RECEIVER -> TAKEN_BACK;
            case ALARM_COORDINATOR, ALARM_BOTH_COORDINATORS -> ALARM;
            case CONSIDER_MISSING -> CONSIDER_MISSING;
            case REPORT_MISSING_CHILD -> REPORT_MISSING_CHILD;
            case OFFER_SCREENING -> OFFER_SCREENING;
            case REOPEN_SOLUTION -> RECONSIDER_SOLUTION;
            case RECALL,
                OPEN_IDENTITY,
                CLOSE_ACCESS,
                NARROW_ACCESS,
                RELEASE_PLACE,
                WITHDRAW_SIBLINGS,
                DRAFT_REQUEST,
                STOP_REQUESTS,
                JOIN_RECORDS,
                NEW_IDENTIFICATION_RUN,
                NEW_ASSISTANCE_RUN ->
                null;
          });
    }

    /** Before whom it is put; nobody where the row of the clock, or the recall, names them. */
    public List<Performer> tells() {
      return tells;
    }

    public List<Answer> answers() {
      return answers;
    }

    /** The clock that runs on the case until it is answered. */
    public Optional<ClockCode> clock() {
      return Optional.ofNullable(clock);
    }

    public boolean urgent() {
      return urgent;
    }

    /** Whether the person is to be reached: how and when that is safe comes first. */
    public boolean reachesHer() {
      return REACHING_HER.contains(this);
    }

    /** The word in the contract and in the texts. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What can be said to a notice. Closed. */
  public enum Answer {
    SEEN,
    ACTED,
    NOTHING_NEEDED,
    IN_CONTACT,
    DONE,
    DECLINED
  }
}
