package org.uputnica.mechanism.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * Somebody who looks at a track or takes a step of it.
 *
 * @param roles role codes of the login, as in {@code roles.csv}
 * @param parties what the actor's organisation is to this track
 * @param saidBy whose word is recorded; only {@link Mechanism#take} looks at it
 */
public record Actor(Set<String> roles, Set<Party> parties, SaidBy saidBy) {
  /** The service itself: takes the steps that clocks and messages cause. */
  public static final Actor SYSTEM =
      new Actor(Set.of(Performer.SYSTEM.role()), Set.of(Party.SYSTEM), SaidBy.ACTOR);

  public Actor {
    roles = Set.copyOf(roles);
    parties = parties.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(parties));
  }

  /** An actor in an office of their own. */
  public static Actor of(Set<String> roles, Set<Party> parties) {
    return new Actor(roles, parties, SaidBy.ACTOR);
  }

  /** The same actor, writing down somebody's word. */
  public Actor recording(SaidBy word) {
    return new Actor(roles, parties, word);
  }
}
