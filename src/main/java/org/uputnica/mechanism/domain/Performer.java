package org.uputnica.mechanism.domain;

/**
 * Who may take a step: a role in a party, written {@code R-CASE@owner}.
 *
 * @param role code of {@code roles.csv}; {@code system} for the service itself
 */
public record Performer(String role, Party party) {
  /** Role of the person concerned: has no login, the word is recorded by somebody else. */
  public static final String PERSON = "R-PERSON";

  /** Role of the guardian of a child: may have a login, or have the word recorded. */
  public static final String GUARDIAN = "R-GUARD";

  /** The service itself. */
  public static final Performer SYSTEM = new Performer("system", Party.SYSTEM);

  /** Does this actor hold the role in the party? */
  public boolean is(Actor actor) {
    return actor.roles().contains(role) && actor.parties().contains(party);
  }

  /** Is it the person's own word that is meant? */
  public boolean isPerson() {
    return role.equals(PERSON);
  }

  /** Is it the word of the child's guardian that is meant? */
  public boolean isGuardian() {
    return role.equals(GUARDIAN);
  }

  @Override
  public String toString() {
    return party == Party.SYSTEM ? "system" : role + "@" + party.word();
  }
}
