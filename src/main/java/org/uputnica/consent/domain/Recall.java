package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentRefusal.NotAnswerable;
import org.uputnica.consent.domain.ConsentRefusal.RuleBroken;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/**
 * What somebody was shown under a consent that ended, or of a person who is erased, is asked back
 * from her organisation (domain reference 4.4; General Data Protection Regulation, article 19).
 * Ends with one answer.
 *
 * @param recipient who is asked
 * @param statement the withdrawal, or the finding that the yes was not valid; absent when the
 *     person is erased, and where another country asks for what it sent without naming one
 * @param items what the recipient had been shown
 * @param remindAt from then on it is reminded (UTC)
 * @param dueAt from then on the coordinator knows that nobody has answered (UTC)
 * @param because for {@link Answer#KEPT}
 * @param answeredBy opaque id of who answered
 */
public record Recall(
    UUID id,
    CaseId caseId,
    CaseCode caseCode,
    CountryCode country,
    OrganizationId recipient,
    @Nullable ConsentId statement,
    ConsentScope scope,
    Set<ItemCategory> items,
    Instant askedAt,
    Instant remindAt,
    Instant dueAt,
    @Nullable Instant remindedAt,
    @Nullable Instant escalatedAt,
    @Nullable Answer answer,
    @Nullable Because because,
    @Nullable String answeredBy,
    @Nullable Instant answeredAt) {
  public Recall {
    items = Sets.of(items, ItemCategory.class);
  }

  /** Grows with the answer; that somebody was reminded changes nothing for who answers. */
  public long revision() {
    return answer == null ? 0 : 1;
  }

  /** What can be said to it. Closed. */
  public enum Answer {
    ERASED,
    /** Used no more from now on; what was done with it before stands. */
    STOPPED,
    KEPT
  }

  /** The legal duty that prevents erasure. Closed. */
  public enum Because {
    COURT_FILE,
    CRIMINAL_FILE,
    MEDICAL_RECORD,
    LEGAL_DUTY,
    LEGAL_CLAIM
  }

  /**
   * Answered.
   *
   * @throws RefusedException {@code step-not-open} when it was answered already; {@code
   *     rule-broken} when something is kept without a reason, or a reason is given for nothing
   */
  public Recall answered(Answer how, @Nullable Because why, String by, Instant at) {
    if (answer != null) {
      throw new RefusedException(new NotAnswerable());
    }
    requireReason(how, why);
    return new Recall(
        id,
        caseId,
        caseCode,
        country,
        recipient,
        statement,
        scope,
        items,
        askedAt,
        remindAt,
        dueAt,
        remindedAt,
        escalatedAt,
        how,
        why,
        by,
        at);
  }

  /**
   * What is kept is kept for a reason.
   *
   * @throws RefusedException {@code rule-broken}
   */
  public static void requireReason(Answer how, @Nullable Because why) {
    if ((how == Answer.KEPT) != (why != null)) {
      throw new RefusedException(
          new RuleBroken(
              "because",
              "is needed for what is kept, and for nothing else",
              how == Answer.KEPT
                  ? Arrays.stream(Because.values()).map(Enum::name).toList()
                  : List.of()));
    }
  }
}
