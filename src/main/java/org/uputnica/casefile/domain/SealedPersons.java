package org.uputnica.casefile.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** The vault. Every method is one round trip and needs a transaction. */
public interface SealedPersons {
  /** Keeps somebody new; fails with the table's key when the case has a file. */
  void add(
      CaseId caseId, CountryCode country, WrappedKey key, SealedPerson.Change first, Instant at);

  /**
   * What is kept under the key of {@code holder}; empty when there is nothing or {@code holder} was
   * not admitted. Row-level security shows a person at a desk her own organisation's keys only.
   */
  Optional<SealedPerson> find(CaseId caseId, OrganizationId holder, Set<Slot> slots);

  /**
   * The same under the key of the responsible organisation, whoever of the country asks, locked
   * until the transaction ends. For the service's own work on a file; what it shows must not reach
   * the caller without a grant.
   */
  Optional<SealedPerson> take(CaseId caseId, Set<Slot> slots);

  /** Keeps a change of a file taken in this transaction. */
  void put(CaseId caseId, SealedPerson.Change change, Instant at);

  /** Keeps a change that forgets what is in a place, and forgets it. */
  void drop(CaseId caseId, SealedPerson.Change change, Slot slot, Instant at);

  /** Keeps a key, replacing the organisation's earlier one. */
  void admit(CaseId caseId, WrappedKey key, Instant at);

  /** Forgets an organisation's key; false when it had none. */
  boolean shut(CaseId caseId, OrganizationId organization);

  /**
   * Forgets all keys and items, and remembers that it did.
   *
   * @return the country of the case; empty when there is no file, or none any more
   */
  Optional<CountryCode> erase(CaseId caseId, Instant at);

  /** Keeps her keys and items from everybody until she is erased. */
  void keepShut(CaseId caseId);

  /** Those who are kept shut. */
  List<CaseId> keptShut();

  /** Everybody who was erased, for the service's own work. */
  List<Shredded> erased();

  /** Those erased before this moment whose erasure was not followed up that far. */
  List<Shredded> toFollowUp(int reach, Instant before);

  /**
   * Keeps this erasure from other copies of the service until the transaction ends.
   *
   * @return whether it is still to do, and no other copy has it
   */
  boolean takeFollowUp(CaseId caseId, int reach);

  /** Remembers how far her erasure was followed up. */
  void noteFollowedUp(CaseId caseId, int reach);

  /** Counts the changes of the file; empty when there is none or she was erased. */
  OptionalLong version(CaseId caseId);
}
