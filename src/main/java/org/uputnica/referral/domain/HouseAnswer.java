package org.uputnica.referral.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the house that was asked has said so far; what it has not is null.
 *
 * @param expectedOn the day on which it receives her
 * @param declineReason {@code DC-*}
 * @param alternative organisation it names instead
 * @param outcome how its service ended
 * @param how by which way the latest answer came
 */
public record HouseAnswer(
    @Nullable LocalDate expectedOn,
    @Nullable String declineReason,
    @Nullable UUID alternative,
    @Nullable String outcome,
    @Nullable AnsweredBy how) {
  public static final HouseAnswer NONE = new HouseAnswer(null, null, null, null, null);

  HouseAnswer by(AnsweredBy way) {
    return new HouseAnswer(expectedOn, declineReason, alternative, outcome, way);
  }

  HouseAnswer expected(LocalDate day) {
    return new HouseAnswer(day, declineReason, alternative, outcome, how);
  }

  HouseAnswer declined(String reason, @Nullable UUID other) {
    return new HouseAnswer(expectedOn, reason, other, outcome, how);
  }

  HouseAnswer ended(String result) {
    return new HouseAnswer(expectedOn, declineReason, alternative, result, how);
  }
}
