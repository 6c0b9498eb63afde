package org.uputnica.consent.domain;

import java.util.Set;

/**
 * What one reason allows: a row of {@code consent-override-reasons.csv}.
 *
 * @param items the most that may be disclosed for this reason
 * @param approvers roles of which the second person holds one
 */
public record ExceptionRule(
    OverrideReason reason, Set<ItemCategory> items, Effective effective, Set<String> approvers) {
  public ExceptionRule {
    items = Sets.of(items, ItemCategory.class);
    approvers = Set.copyOf(approvers);
  }

  /** From when an exception opens something. */
  public enum Effective {
    /** At once; shuts after a day unless somebody else has approved. */
    AT_ONCE("at-once"),
    AFTER_APPROVAL("after-approval");

    private final String word;

    Effective(String word) {
      this.word = word;
    }

    /** The word of the list. */
    public String word() {
      return word;
    }

    /** Reads the word of the list; anything unreadable waits for approval. */
    public static Effective of(String word) {
      return word.equals(AT_ONCE.word) ? AT_ONCE : AFTER_APPROVAL;
    }
  }
}
