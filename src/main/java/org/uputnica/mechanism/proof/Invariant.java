package org.uputnica.mechanism.proof;

/** A rule across tracks that no procedure may break, whatever its files say. */
public enum Invariant {
  HELP_OUTLIVES_A_NEGATIVE_DECISION(
      "A negative identification never ends help, and help never waits for a status",
      "section 3.1, rule 1; Bulgaria NRM: support from informal identification"),
  NO_REPORT_IS_NEEDED(
      "Nothing outside the proceedings needs a report to the police, a complaint or a testimony",
      "section 3.1, rule 2; Directive 2011/36/EU, article 11(3)"),
  NO_UNSAFE_JOURNEY(
      "Nobody travels without a fresh risk assessment that is not high, the own consent to the"
          + " journey and a person who receives, nor while a claim for protection is pending",
      "section 3.1, rule 4; section 3.8, hard stops"),
  NOTHING_OPEN_IN_A_CLOSED_CASE(
      "A closed case has no open referral and no open request to another country, and nothing"
          + " begins in it",
      "section 3.1, rule 5"),
  NOTHING_LEAVES_AFTER_THE_END(
      "For somebody who has died, and in a case that is closed, nothing is sent, no identity is"
          + " opened and no journey is agreed",
      "section 3.7, death; section 3.1, rule 5"),
  A_CHILD_BY_THE_RULE_FOR_CHILDREN(
      "No step is taken for a child by the rule for adults",
      "section 3.1, rule 4; section 3.4; Convention CETS 197, article 10(3) and (4)"),
  NO_CLOCK_ENDS_A_RIGHT(
      "Time that runs out closes no way, and the service itself ends no more than one request",
      "section 3.6; Convention CETS 197, article 13"),
  A_WAY_ON(
      "From everywhere a way leads on, and the case can be closed even if the person says no to"
          + " everything",
      "section 3.2; section 3.1");

  private final String sentence;
  private final String source;

  Invariant(String sentence, String source) {
    this.sentence = sentence;
    this.source = source;
  }

  /** The rule, as a sentence. */
  public String sentence() {
    return sentence;
  }

  /** Where it stands: section of the domain reference, law. */
  public String source() {
    return source;
  }
}
