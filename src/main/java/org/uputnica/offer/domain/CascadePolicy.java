package org.uputnica.offer.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.offer.domain.Cascade.State;

/** What a cascade does next, from where the referral stands that it asked with last. */
public final class CascadePolicy {
  /** Why a request was taken back, where nobody is needed any more. */
  private static final String NEED_ENDED = "NEED_ENDED";

  private static final String ANOTHER_ACCEPTED = "OTHER_SERVICE_ACCEPTED";

  /** Conditions of sending that no answer of the person meets. */
  private static final Set<String> OF_THE_RECEIVER =
      Set.of("receiver-active", "no-conflict-of-interest", "case-open");

  private CascadePolicy() {}

  /** What is done now. */
  public sealed interface Turn {
    /** An answer is waited for, as long as the clock of the request runs. */
    record Stay() implements Turn {}

    /** It is sent, once the person has said yes to this receiver. */
    record Send() implements Turn {}

    /** The next one is asked. */
    record AskNext() implements Turn {}

    /** Nobody else is asked. */
    record End(State how) implements Turn {}
  }

  /**
   * The turn.
   *
   * @param state of the referral with the last one asked; null before the first
   * @param withdrawal why it was taken back, if it was
   */
  public static Turn turn(@Nullable String state, @Nullable String withdrawal) {
    return switch (state) {
      case null -> new Turn.AskNext();
      case "RF-DRF", "RF-CNS" -> new Turn.Send();
      case "RF-SENT", "RF-ACK", "RF-INFO", "RF-COND" -> new Turn.Stay();
      case "RF-DEC", "RF-EXP", "RF-WAIT" -> new Turn.AskNext();
      case "RF-CAN" -> afterWithdrawal(withdrawal);
      default -> new Turn.End(State.ACCEPTED); // accepted, on the way, arrived, served
    };
  }

  /** A no to one receiver, or a house that does not fit any more, is not the end of the list. */
  private static Turn afterWithdrawal(@Nullable String reason) {
    return switch (reason) {
      case NEED_ENDED -> new Turn.End(State.ENDED);
      case ANOTHER_ACCEPTED -> new Turn.End(State.ACCEPTED);
      case null, default -> new Turn.AskNext();
    };
  }

  /** What can be done with a draft. */
  public enum Sending {
    /** It is sent. */
    NOW,
    /** The person has not answered for this receiver, or not for these items. */
    HER_ANSWER,
    /** She said no to this receiver. */
    SHE_SAID_NO,
    /** This receiver cannot be asked. */
    NOT_AT_ALL
  }

  /**
   * Whether it can be sent.
   *
   * @param unmet words of the conditions that are not met
   */
  public static Sending sending(Set<String> unmet) {
    if (unmet.isEmpty()) {
      return Sending.NOW;
    }
    if (unmet.stream().anyMatch(OF_THE_RECEIVER::contains)) {
      return Sending.NOT_AT_ALL;
    }
    return unmet.contains("consent-refused") ? Sending.SHE_SAID_NO : Sending.HER_ANSWER;
  }
}
