package org.uputnica.audit.domain;

/**
 * What sort of thing an entry records, so that views can filter. It follows from the entry's action
 * and outcome: an action that reads ends in {@code -read}, {@code -shown}, {@code -listed}, {@code
 * -searched}, {@code -verified} or {@code -downloaded}, one that lets data out in {@code -exported}
 * or {@code -sent}; what begins with {@code break-glass} or {@code alarm-} is that.
 */
public enum EntryKind {
  CHANGE,
  READ,
  REFUSAL,
  EXPORT,
  BREAK_GLASS,
  ALARM;

  /** The column {@code kind} says the same. */
  public static EntryKind of(EntryContent content) {
    String action = content.action();
    if (content.outcome().equals(Outcome.REFUSED.name()) || action.equals("disclosure-denied")) {
      return REFUSAL;
    }
    if (action.startsWith("break-glass")) {
      return BREAK_GLASS;
    }
    if (action.startsWith("alarm-") || action.equals("seal-broken")) {
      return ALARM;
    }
    if (action.matches(".*-(exported|sent)|message-queued")) {
      return EXPORT;
    }
    return action.matches(
            ".*-(read|shown|listed|searched|found|verified|downloaded)|disclosure-permitted")
        ? READ
        : CHANGE;
  }
}
