package org.uputnica.referral.api.fhir;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * The one table between the procedure and FHIR, read both ways: how a state of the track referral
 * is told as Task.status and ServiceRequest.status, and which step a system takes that sends the
 * Task back in another one. The statuses are those of HL7's closed loop (SDOH Clinical Care,
 * profile TaskForReferralManagement), and {@code received} of the base specification. What is not
 * sent yet is moved in the service itself. {@code docs/fhir.md} is held against it.
 */
enum ClosedLoop {
  DRAFT("RF-DRF", "draft", "draft"),
  ASKING_HER("RF-CNS", "draft", "draft"),
  SENT("RF-SENT", "requested", "active", move("T022", "RF-ACK"), move("T054", "RF-CAN")),
  RECEIVED(
      "RF-ACK",
      "received",
      "active",
      move("T024", "RF-ACC"),
      move("T025", "RF-COND"),
      move("A024", "RF-WAIT"),
      move("T023", "RF-INFO"),
      move("T026", "RF-DEC"),
      move("T054", "RF-CAN")),
  MORE_ASKED(
      "RF-INFO",
      "on-hold",
      "active",
      move("T057", "RF-ACK"),
      move("T026", "RF-DEC"),
      move("T054", "RF-CAN")),
  LISTED(
      "RF-WAIT",
      "on-hold",
      "active",
      move("T024", "RF-ACC"),
      move("T026", "RF-DEC"),
      move("T054", "RF-CAN")),
  CONDITION(
      "RF-COND",
      "on-hold",
      "active",
      move("T058", "RF-ACC"),
      move("T026", "RF-DEC"),
      move("T054", "RF-CAN")),
  ACCEPTED(
      "RF-ACC",
      "accepted",
      "active",
      move("T027", "RF-MOVE"),
      move("T026", "RF-DEC"),
      move("T054", "RF-CAN")),
  ON_THE_WAY("RF-MOVE", "accepted", "active", move("T028", "RF-ARR"), move("T029", "RF-CAN")),
  ARRIVED("RF-ARR", "in-progress", "active", move("T059", "RF-SERV"), move("T030", "RF-DONE")),
  SERVED("RF-SERV", "in-progress", "active", move("T030", "RF-DONE")),
  DONE("RF-DONE", "completed", "completed"),
  DECLINED("RF-DEC", "rejected", "revoked"),
  UNANSWERED("RF-EXP", "failed", "revoked"),
  CANCELLED("RF-CAN", "cancelled", "revoked");

  private final String state;
  private final String status;
  private final String request;
  private final List<Move> moves;

  ClosedLoop(String state, String status, String request, Move... moves) {
    this.state = state;
    this.status = status;
    this.request = request;
    this.moves = List.of(moves);
  }

  /** A step, and the state it leads to. */
  record Move(String step, String to) {}

  private static Move move(String step, String to) {
    return new Move(step, to);
  }

  /** The row of a state of the track. */
  static ClosedLoop of(String state) {
    return Arrays.stream(values())
        .filter(it -> it.state.equals(state))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row for " + state));
  }

  /** The states that are told as one of these statuses. */
  static Set<String> states(Set<String> statuses) {
    return Arrays.stream(values())
        .filter(it -> statuses.contains(it.status))
        .map(ClosedLoop::state)
        .collect(Collectors.toSet());
  }

  /** Every Task.status of the table. */
  static List<String> statuses() {
    return Arrays.stream(values()).map(ClosedLoop::status).distinct().toList();
  }

  /** Code of the state; Task.businessStatus. */
  String state() {
    return state;
  }

  /** Task.status. */
  String status() {
    return status;
  }

  /** ServiceRequest.status. */
  String request() {
    return request;
  }

  /** What a system may do from here. */
  List<Move> moves() {
    return moves;
  }

  /**
   * The move that leads from here to a status.
   *
   * @param wanted Task.status as sent
   * @param where Task.businessStatus as sent; the one of this state, as it was read, says nothing
   *     about where to go
   * @throws RefusedException {@code invalid-value} for a word of no row, {@code missing-field} when
   *     the status alone does not say which state, {@code step-not-open} when nothing leads there
   */
  Move to(String wanted, @Nullable String where) {
    requireKnown("status", wanted, statuses());
    boolean said = where != null && !where.equals(state);
    if (where != null) {
      requireKnown(
          "businessStatus", where, Arrays.stream(values()).map(ClosedLoop::state).toList());
    }
    List<Move> ways =
        moves.stream()
            .filter(it -> of(it.to).status.equals(wanted))
            .filter(it -> said ? it.to.equals(where) : !wanted.equals(status))
            .toList();
    if (ways.isEmpty()) {
      throw RefusedException.of(
          ProblemType.STEP_NOT_OPEN,
          "The Task is %s (%s) and does not become that".formatted(status, state),
          FieldProblem.at(
              "status",
              "does not follow this one",
              moves.stream().map(it -> of(it.to).status + ' ' + it.to).toList()));
    }
    if (ways.size() > 1) {
      throw RefusedException.of(
          ProblemType.MISSING_FIELD,
          "Several states have this status",
          FieldProblem.at(
              "businessStatus", "says which of them", ways.stream().map(Move::to).toList()));
    }
    return ways.getFirst();
  }

  private static void requireKnown(String element, String word, List<String> known) {
    if (!known.contains(word)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "A code is not in the table of docs/fhir.md",
          FieldProblem.at(element, "is not one of the table", known));
    }
  }
}
