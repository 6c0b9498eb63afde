package org.uputnica.consent;

import org.uputnica.consent.domain.Recall;

/** Event: something has become of a recall, in the transaction in which it did. */
public record RecallNews(Recall recall, What what) {
  /** What has become of it. Closed. */
  public enum What {
    ASKED,
    /** The recipient has not answered, and is reminded. */
    REMINDED,
    /** The recipient has not answered in time. */
    UNANSWERED,
    /** The recipient has answered this one, and has others of the case left to answer. */
    ANSWERED,
    /** The recipient has answered this one, and nothing else of the case is left to answer. */
    ALL_ANSWERED
  }
}
