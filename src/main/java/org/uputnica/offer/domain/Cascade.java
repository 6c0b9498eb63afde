package org.uputnica.offer.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.referral.domain.Priority;

/**
 * Services that are asked one after the other for one need, each with a yes of its own. Each is a
 * referral like any other, drafted once it is its turn.
 *
 * @param organization that asks and keeps the case
 * @param registering organisation that is on its side too
 * @param items identity categories that open on acceptance
 * @param needs codes of {@code service-types.csv}
 * @param companion code of who accompanies
 * @param candidates in the order in which they are asked
 */
public record Cascade(
    UUID id,
    CaseId caseId,
    CountryCode country,
    OrganizationId organization,
    OrganizationId registering,
    State state,
    Priority priority,
    Set<ItemCategory> items,
    List<String> needs,
    String meetingPlace,
    String companion,
    List<Candidate> candidates,
    Instant startedAt,
    @Nullable Instant endedAt,
    long revision) {
  public Cascade {
    items = items.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(items));
    needs = List.copyOf(needs);
    candidates = List.copyOf(candidates);
  }

  /** Where it stands. */
  public enum State {
    /** Somebody is asked, or the next one is in a moment. */
    RUNNING,
    /** The person has not answered yet for the next receiver. */
    WAITING,
    /** One has accepted. */
    ACCEPTED,
    /** Nobody is left. */
    EXHAUSTED,
    /** Ended by the worker, or because the need has ended. */
    ENDED;

    public boolean isUnderWay() {
      return this == RUNNING || this == WAITING;
    }
  }

  /** Why a candidate was not asked. */
  public enum PassedOver {
    /** It takes no requests now, or somebody there is barred from the case. */
    CANNOT_BE_ASKED,
    /** It is asked for this need already. */
    ASKED_ALREADY
  }

  /**
   * One of those who are asked.
   *
   * @param referral once it was its turn
   */
  public record Candidate(
      ServiceId service,
      OrganizationId receiver,
      @Nullable TrackId referral,
      @Nullable PassedOver passedOver) {
    public static Candidate of(ServiceId service, OrganizationId receiver) {
      return new Candidate(service, receiver, null, null);
    }

    boolean isUntouched() {
      return referral == null && passedOver == null;
    }
  }

  /** Who was asked last; empty before the first. */
  public Optional<Candidate> current() {
    return candidates.stream()
        .filter(it -> it.referral() != null && it.passedOver() == null)
        .reduce((_, later) -> later);
  }

  /** Whose turn comes next; empty when nobody is left. */
  public Optional<Candidate> next() {
    return candidates.stream().filter(Candidate::isUntouched).findFirst();
  }

  /**
   * The next one is asked with this referral; her answer for the one before is waited for no more.
   */
  public Cascade asking(TrackId referral) {
    return changed(
            next().orElseThrow(),
            it -> new Candidate(it.service(), it.receiver(), referral, it.passedOver()))
        .goingOn(false);
  }

  /** A candidate is left out. */
  public Cascade without(Candidate candidate, PassedOver why) {
    return changed(candidate, it -> new Candidate(it.service(), it.receiver(), it.referral(), why));
  }

  /** Somebody is asked, or it waits for her answer. */
  public Cascade goingOn(boolean waits) {
    return with(waits ? State.WAITING : State.RUNNING, candidates, null, revision);
  }

  /** Nobody else is asked. */
  public Cascade ended(State how, Instant at) {
    return with(how, candidates, at, revision);
  }

  /** The same, after it was kept. */
  public Cascade kept() {
    return with(state, candidates, endedAt, revision + 1);
  }

  private Cascade changed(Candidate candidate, UnaryOperator<Candidate> change) {
    List<Candidate> all = new ArrayList<>(candidates);
    all.replaceAll(it -> it.equals(candidate) ? change.apply(it) : it);
    return with(state, all, endedAt, revision);
  }

  private Cascade with(State now, List<Candidate> all, @Nullable Instant end, long number) {
    return new Cascade(
        id,
        caseId,
        country,
        organization,
        registering,
        now,
        priority,
        items,
        needs,
        meetingPlace,
        companion,
        all,
        startedAt,
        end,
        number);
  }
}
