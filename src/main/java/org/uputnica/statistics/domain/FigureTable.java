package org.uputnica.statistics.domain;

import static org.uputnica.statistics.domain.FigureTable.Kind.ALONE;
import static org.uputnica.statistics.domain.FigureTable.Kind.HOURS;
import static org.uputnica.statistics.domain.FigureTable.Kind.MARKS;
import static org.uputnica.statistics.domain.FigureTable.Kind.PARTS;
import static org.uputnica.statistics.domain.FigureTable.Kind.TOTAL;
import static org.uputnica.statistics.domain.FigureTable.Subject.CASES;
import static org.uputnica.statistics.domain.FigureTable.Subject.NEEDS;
import static org.uputnica.statistics.domain.FigureTable.Subject.REFERRALS;
import static org.uputnica.statistics.domain.FigureTable.Subject.REFUSALS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.RefusalReason;
import org.uputnica.statistics.domain.FigurePlace.Scope;

/**
 * Every table there is; no question makes another one. A table below another one is told where the
 * cell above it is told, so the first codes of a path lead to that cell. A person counts once in a
 * cell, whatever happened to her how often (domain reference 6.5, IC-TIP).
 */
public enum FigureTable {
  /** Persons whose case began. */
  REGISTERED(CASES, TOTAL, null),
  GENDER(CASES, PARTS, REGISTERED, "WOMAN", "MAN", "TRANS", "NON_BINARY", "OTHER", "NOT_SAID"),
  /** By the rule that applies, doubt counted for the child. */
  AGE(CASES, PARTS, REGISTERED, "CHILD", "ADULT", "UNKNOWN"),
  COUNTRY(CASES, PARTS, REGISTERED),
  /** That answers for the case. */
  ORGANIZATION(CASES, PARTS, REGISTERED),
  /** Persons whose identification came to an outcome, for now. */
  DECIDED(CASES, TOTAL, null),
  /** The latest outcome of the month. */
  OUTCOME(CASES, PARTS, DECIDED, "ID-POS", "ID-NEG", "ID-WIT", "ID-NONE"),
  /** Kinds of exploitation the body found; several may apply. */
  EXPLOITATION(CASES, MARKS, OUTCOME),
  /**
   * Persons who came to a state. What another table tells is not here: outcomes, closings, help
   * declined.
   */
  REACHED(
      CASES,
      ALONE,
      null,
      "ID-PRE",
      "ID-PND",
      "ID-REV",
      "AS-PLAN",
      "AS-ACT",
      "AS-PAU",
      "AS-END",
      "LG-REFL",
      "LG-RES",
      "LG-ASY",
      "LG-END",
      "JU-OPEN",
      "JU-WIT",
      "JU-COM",
      "JU-END",
      "XB-RCV",
      "XB-AGR",
      "XB-HND",
      "XB-MON",
      "XB-STOP",
      "DS-STAY",
      "DS-RET",
      "DS-3RD",
      "ST-FOLLOW",
      "ST-LOST",
      "ST-MISS",
      "ST-REOPEN"),
  /** Persons whose case was closed. */
  CLOSED(CASES, TOTAL, null),
  /** The latest reason of the month. */
  CLOSURE(CASES, PARTS, CLOSED),

  /** Persons for whom a request was answered, ran out or was taken back. */
  ASKED(REFERRALS, TOTAL, null),
  /** Unmet: declined, or without an answer in time. */
  ANSWER(REFERRALS, MARKS, ASKED, "ACCEPTED", "UNMET", "CANCELLED"),
  REASON(REFERRALS, MARKS, ANSWER),
  /** House that answered. */
  RECEIVER(REFERRALS, MARKS, ASKED),
  /** Persons of whom the house told how it went, or should have. */
  FEEDBACK_DUE(REFERRALS, TOTAL, null),
  FEEDBACK(REFERRALS, MARKS, FEEDBACK_DUE, "GIVEN", "OVERDUE"),
  /** From sending to an answer. */
  TO_ANSWER(REFERRALS, HOURS, null),
  /** From sending to an accepted place to sleep. */
  TO_BED(REFERRALS, HOURS, null),
  /** From sending to arrival. */
  TO_ARRIVAL(REFERRALS, HOURS, null),
  /** From sending to the answer of one house. */
  RECEIVER_TO_ANSWER(REFERRALS, HOURS, RECEIVER),

  /** What was asked for and not given. */
  NEED(NEEDS, MARKS, ANSWER),
  NEED_REASON(NEEDS, MARKS, NEED),
  /** Where she was registered. */
  NEED_PLACE(NEEDS, MARKS, NEED_REASON),

  /** Persons who refused something of the procedure, by the step that notes it. */
  REFUSED_STEP(REFUSALS, ALONE, null, "A005", "T016", "T053"),
  /**
   * Persons who refused a use of their data or took a yes back, which is the same word when it
   * comes in before its yes; a no to being counted is not counted.
   */
  REFUSED_SCOPE(REFUSALS, ALONE, null, countedScopes()),
  /** The reason of their latest no of the month; who gave none did not say. */
  REFUSED_REASON(REFUSALS, PARTS, REFUSED_SCOPE, refusalReasons());

  /** What one question asks for. */
  public enum Subject {
    CASES,
    REFERRALS,
    NEEDS,
    REFUSALS
  }

  /** How the cells of a table belong together. */
  public enum Kind {
    /** One number. */
    TOTAL,
    /** Everybody of the cell above is in one of them. */
    PARTS,
    /** Somebody of the cell above can be in several of them, or in none. */
    MARKS,
    /** The cells have nothing to do with each other. */
    ALONE,
    /** Hours begun: the half of the requests took no longer, and nine of ten. */
    HOURS
  }

  /** Half of them took no longer. */
  public static final String MEDIAN = "MEDIAN";

  /** Nine of ten took no longer. */
  public static final String NINTH = "P90";

  private final Subject subject;
  private final Kind kind;
  private final @Nullable FigureTable above;
  private final List<String> cells;

  FigureTable(Subject subject, Kind kind, @Nullable FigureTable above, String... cells) {
    this.subject = subject;
    this.kind = kind;
    this.above = above;
    this.cells = List.of(cells);
  }

  public Subject subject() {
    return subject;
  }

  public Kind kind() {
    return kind;
  }

  private static String[] countedScopes() {
    return Arrays.stream(ConsentScope.values())
        .filter(it -> it != ConsentScope.STATISTICS)
        .map(ConsentScope::code)
        .toArray(String[]::new);
  }

  private static String[] refusalReasons() {
    return Arrays.stream(RefusalReason.values()).map(RefusalReason::code).toArray(String[]::new);
  }

  /** The table whose cells this one divides. */
  public Optional<FigureTable> above() {
    return Optional.ofNullable(above);
  }

  /** The codes there can be; empty where a list of codes or what happened decides. */
  public List<String> cells() {
    return cells;
  }

  /** Where it is told: figures of one organisation are not divided by organisation. */
  public Set<Scope> scopes() {
    return switch (this) {
      case COUNTRY -> EnumSet.of(Scope.REGION);
      case ORGANIZATION, REFUSED_STEP, REFUSED_SCOPE, REFUSED_REASON -> EnumSet.of(Scope.COUNTRY);
      case RECEIVER, RECEIVER_TO_ANSWER -> EnumSet.of(Scope.COUNTRY, Scope.ORGANIZATION);
      default -> EnumSet.allOf(Scope.class);
    };
  }
}
