package org.uputnica.mechanism.proof;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.Effect;

/**
 * What a step brings about in the other runs of its case, as the service carries it out: some begin
 * anew, requests stop, a solution that fell away is looked for again. Where the service looks at
 * something that is not part of a combination (whether two referrals are for the same need, whether
 * the country chosen has a contact point), both is walked through.
 */
final class Carried {
  private static final Set<String> STOPPABLE =
      Set.of("XB-REQ", "XB-RCV", "XB-RISK", "XB-OFF", "XB-AGR", "XB-TRV");
  private static final Set<String> UNANSWERED =
      Set.of("RF-SENT", "RF-ACK", "RF-INFO", "RF-WAIT", "RF-COND");

  /** Effects that move another run. */
  private static final Set<Effect> REACHING =
      EnumSet.of(
          Effect.NEW_IDENTIFICATION_RUN,
          Effect.NEW_ASSISTANCE_RUN,
          Effect.REOPEN_SOLUTION,
          Effect.STOP_REQUESTS,
          Effect.WITHDRAW_SIBLINGS,
          Effect.DRAFT_REQUEST);

  /** Effects that a second look may decide against. */
  private static final Set<Effect> UNDER_A_CONDITION =
      EnumSet.of(Effect.WITHDRAW_SIBLINGS, Effect.DRAFT_REQUEST);

  private final Places places;

  Carried(Places places) {
    this.places = places;
  }

  static boolean reachesOthers(Effect effect) {
    return REACHING.contains(effect);
  }

  /**
   * Where the case can stand after the effects of a step.
   *
   * @param after the step itself
   * @param self the run that took it
   * @return one combination, or two where a second look decides
   */
  int[] after(int after, List<Effect> effects, int self) {
    int all = after;
    int least = after;
    for (Effect effect : effects) {
      all = carry(all, effect, self);
      if (!UNDER_A_CONDITION.contains(effect)) {
        least = carry(least, effect, self);
      }
    }
    return all == least ? new int[] {all} : new int[] {all, least};
  }

  private int carry(int at, Effect effect, int self) {
    return switch (effect) {
      case NEW_IDENTIFICATION_RUN -> begin(at, "identification");
      case NEW_ASSISTANCE_RUN -> begin(at, "assistance");
      case REOPEN_SOLUTION -> follow(at, "durable-solution", null, "A073", self);
      case STOP_REQUESTS -> follow(at, "cross-border", STOPPABLE, "T043", self);
      case WITHDRAW_SIBLINGS -> follow(at, "referral", UNANSWERED, "T054", self);
      case DRAFT_REQUEST -> draft(at);
      case RECALL,
          OPEN_IDENTITY,
          CLOSE_ACCESS,
          NARROW_ACCESS,
          RELEASE_PLACE,
          TELL_REFERRER,
          TELL_RECEIVER,
          ALARM_COORDINATOR,
          ALARM_BOTH_COORDINATORS,
          CONSIDER_MISSING,
          REPORT_MISSING_CHILD,
          OFFER_SCREENING,
          JOIN_RECORDS ->
          at; // moves no run
    };
  }

  private int begin(int at, String track) {
    int moved = at;
    for (int run = 0; run < places.runs(); run++) {
      if (places.is(run, track)) {
        moved = places.move(moved, run, places.opened(run));
      }
    }
    return moved;
  }

  private int follow(int at, String track, @Nullable Set<String> from, String step, int self) {
    int moved = at;
    for (int run = 0; run < places.runs(); run++) {
      if (run == self || !places.is(run, track)) {
        continue;
      }
      String state = places.state(moved, run);
      Way way = from == null || from.contains(state) ? places.way(moved, run, step) : null;
      if (way != null) {
        moved = places.move(moved, run, way.to());
        for (Effect effect : way.effects()) {
          moved = carry(moved, effect, run);
        }
      }
    }
    return moved;
  }

  private int draft(int at) {
    for (int run = 0; run < places.runs(); run++) {
      if (places.is(run, "cross-border")) {
        Way opening = places.way(at, run, places.opening(run));
        if (opening != null) {
          return places.move(at, run, opening.to());
        }
      }
    }
    return at;
  }
}
