package org.uputnica.referral.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.problem.RefusedException;

/** The store of referrals. */
public interface Referrals {
  /** Whose box a list shows. */
  enum Box {
    SENT,
    RECEIVED
  }

  /**
   * What is looked for among those the caller sees on either side; null leaves it open.
   *
   * @param asked the organisation that is asked, once it was
   * @param asking the organisation that asks and keeps the case
   * @param states where they stand; not empty
   */
  record Search(
      @Nullable OrganizationId asked,
      @Nullable OrganizationId asking,
      @Nullable Set<String> states) {}

  Optional<Referral> find(TrackId id);

  /**
   * One that the caller sees.
   *
   * @throws RefusedException {@code not-found} for everybody else
   */
  default Referral require(TrackId id, Caller caller) {
    return find(id).filter(it -> it.isVisibleTo(caller)).orElseThrow(RefusedException::notFound);
  }

  /** Those of these runs that are referrals seen by the caller. */
  Map<TrackId, Referral> of(Set<TrackId> runs);

  void add(Referral referral);

  void save(Referral referral);

  /** All referrals of a case, newest first. */
  List<Referral> of(CaseId id);

  /** The caller's sent or received referrals, newest first. */
  List<Referral> list(Box box, Caller caller, @Nullable Cursor after, int limit);

  /** Those the caller sent or received that are looked for, newest first. */
  List<Referral> search(Search search, Caller caller, @Nullable Cursor after, int limit);
}
