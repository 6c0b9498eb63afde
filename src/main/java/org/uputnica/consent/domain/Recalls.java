package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;

/** Who was shown what under which consent, and what is asked back from whom. */
public interface Recalls {
  /** Notes what an organisation is shown in the running transaction. */
  void shown(
      CaseId id,
      OrganizationId recipient,
      Set<ConsentScope> scopes,
      Set<ItemCategory> items,
      Instant at);

  /** Who has what of a person, under whatever scope. */
  List<Shown> shown(CaseId id);

  /** Who has what of a person under this scope. */
  List<Shown> shownUnder(CaseId id, ConsentScope scope);

  /**
   * Who has what of a person under this scope; from now on it counts as asked back.
   *
   * @param towards only this organisation; all when absent
   * @param agreed items it may go on having
   */
  List<Shown> takeShown(
      CaseId id, ConsentScope scope, @Nullable OrganizationId towards, Set<ItemCategory> agreed);

  /** As the other one, under whatever scope. */
  List<Shown> takeShown(CaseId id);

  /** What an organisation was shown under a scope. */
  record Shown(OrganizationId recipient, ConsentScope scope, Set<ItemCategory> items) {
    public Shown {
      items = Sets.of(items, ItemCategory.class);
    }
  }

  void add(Recall recall);

  /** Those of a case, in the order of asking. */
  List<Recall> of(CaseId id);

  /** Those an organisation has not answered, the most urgent first. */
  List<Recall> unansweredBy(OrganizationId recipient, int limit);

  /** One of them. */
  Optional<Recall> find(UUID id);

  /** As {@link #find}, kept from others until the transaction ends: after its case. */
  Optional<Recall> hold(UUID id);

  /** Keeps the answer. */
  void answer(Recall answered);

  /**
   * One that nobody has answered and of which nobody was reminded. Somebody else may find it too.
   *
   * @param passed not these
   */
  Optional<Recall> nextToRemind(Instant now, Set<UUID> passed);

  /**
   * One that nobody has answered in time and no coordinator knows of. Somebody else may find it
   * too.
   *
   * @param passed not these
   */
  Optional<Recall> nextToEscalate(Instant now, Set<UUID> passed);

  void reminded(UUID id, Instant at);

  void escalated(UUID id, Instant at);
}
