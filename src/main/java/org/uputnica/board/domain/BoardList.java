package org.uputnica.board.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;

/**
 * The lists of the board. Each is sorted by one moment and shows what lies before another one.
 *
 * <p>Source: domain reference, 3.9 (what each screen must show a coordinator) and 4.4.
 */
public enum BoardList {
  /** Open cases by their oldest deadline. */
  DEADLINES,
  /**
   * Referrals that were sent, opened or not, and that no service has answered; a question is no
   * answer, and a yes under a condition none yet.
   */
  UNANSWERED,
  /** Numbers of free places nobody has renewed for a day. */
  PLACES,
  /** Open cases without a case manager. */
  UNMANAGED,
  /** Exceptions that can still be approved and are not. */
  EXCEPTIONS,
  /** Open cases of children for whom no guardian is named. */
  WITHOUT_GUARDIAN,
  /** Requests to another country of which no receipt has come. */
  UNACKNOWLEDGED,
  /** Handovers that nobody has confirmed. */
  UNCONFIRMED,
  /** Consents that end soon and are still the latest word. */
  EXPIRING,
  /** Feedback to the referrer that was not given. */
  FEEDBACK,
  /** Waiting lists of houses that were asked twice whether they still stand, and said nothing. */
  WAITING_LISTS,
  /** What an organisation was shown is asked back, and it has not answered. */
  RECALLS,
  /**
   * Exceptions under which something could be disclosed and of which nobody has told the person.
   */
  UNTOLD;

  private static final Duration SOON = Duration.ofDays(30);
  private static final Set<BoardList> STILL_TO_COME = EnumSet.of(EXCEPTIONS, EXPIRING);
  private static final Set<BoardList> OF_HER_WORD =
      EnumSet.of(EXCEPTIONS, EXPIRING, RECALLS, UNTOLD);
  private static final Set<BoardList> OF_REFERRALS =
      EnumSet.of(UNANSWERED, FEEDBACK, WAITING_LISTS);

  /**
   * The moment before which a line lies, unless somebody asks for another one.
   *
   * @param freshFor how long a number of free places counts
   */
  public Instant before(Instant now, Duration freshFor) {
    return switch (this) {
      case PLACES -> now.minus(freshFor);
      case EXCEPTIONS, EXPIRING, RECALLS -> now.plus(SOON);
      case DEADLINES,
          UNANSWERED,
          UNMANAGED,
          WITHOUT_GUARDIAN,
          UNACKNOWLEDGED,
          UNCONFIRMED,
          FEEDBACK,
          WAITING_LISTS,
          UNTOLD ->
          now;
    };
  }

  /** The moment at which the list begins: what has ended is over. */
  public Instant from(Instant now) {
    return STILL_TO_COME.contains(this) ? now : Instant.EPOCH;
  }

  /**
   * The lists somebody reads: the coordinator all, the data protection officer what persons said.
   */
  public static Set<BoardList> of(Caller reader) {
    return reader.has(Roles.COORD) ? EnumSet.allOf(BoardList.class) : EnumSet.copyOf(OF_HER_WORD);
  }

  /** Whether its lines are about cases. */
  public boolean isOfCases() {
    return this != PLACES;
  }

  /** Whether all its lines are referrals, which have a priority. */
  public boolean isOfReferrals() {
    return OF_REFERRALS.contains(this);
  }
}
