package org.uputnica.registration.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Cursor;

/** The store of possible matches and of what is still to be looked for. */
public interface PossibleMatches {
  /** Remembers what is to be looked for after this transaction. */
  void ask(Probe probe);

  /** Takes the oldest probe that nobody else is at. For the node's own job. */
  Optional<Probe> takeProbe();

  /**
   * Adds a match unless the pair is known, in whatever state; a search without a case gives way to
   * a case of the same organisation. False when it was known, or one of the two was erased
   * meanwhile.
   */
  boolean add(PossibleMatch match, CountryCode country);

  Optional<PossibleMatch> find(UUID id);

  /** Saves it at its next revision; fails when somebody else was faster. */
  PossibleMatch save(PossibleMatch match);

  /** Newest first; of the country, or those brokered about cases of one organisation. */
  List<PossibleMatch> list(
      CountryCode country, @Nullable OrganizationId responsible, @Nullable Cursor after, int limit);

  /** Forgets every match of a person who is erased, and what is still to be looked for. */
  void forget(CaseId person);

  /**
   * What is to be looked for in a country.
   *
   * @param tokens of what was searched; empty: those of the case
   */
  record Probe(
      UUID id,
      CountryCode country,
      OrganizationId organization,
      @Nullable CaseId caseId,
      List<Long> tokens) {
    public Probe {
      tokens = List.copyOf(tokens);
    }
  }
}
