package org.uputnica.consent.domain;

import java.util.Set;

/**
 * Under what another country shared a person's data: travels with them and keeps receivers out, by
 * what an organisation does in the mechanism and by what is asked for. Stands above consent given
 * here and above exceptions; only the country that sent the data lifts it.
 */
public enum Condition {
  NOT_TO_MIGRATION_AUTHORITIES(Set.of("migration-authority"), ConsentScope.MIGRATION),
  NOT_TO_POLICE(Set.of("police", "investigation"), ConsentScope.POLICE),
  NOT_TO_FAMILY(Set.of("family-tracing"), ConsentScope.FAMILY),
  NOT_TO_CONSULATE(Set.of("consulate"), ConsentScope.CONSULATE);

  private final Set<String> functions;
  private final ConsentScope scope;

  Condition(Set<String> functions, ConsentScope scope) {
    this.functions = functions;
    this.scope = scope;
  }

  /**
   * Whether it keeps a disclosure from happening.
   *
   * @param receiver functions of the organisation that would receive
   */
  public boolean forbids(Set<String> receiver, Set<ConsentScope> scopes) {
    return receiver.stream().anyMatch(functions::contains) || scopes.contains(scope);
  }
}
