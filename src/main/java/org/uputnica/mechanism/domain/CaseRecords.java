package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;

/** The store of cases. */
public interface CaseRecords {
  /**
   * The case, if row-level security shows it; whether the caller may see it is the service's
   * question.
   */
  Optional<CaseRecord> find(CaseId id);

  /**
   * The case as it stands now, kept from others until the transaction ends: whoever takes a step in
   * it, begins a run or changes a clock comes before or after.
   *
   * <p>Locks are taken in one order, so that nobody waits in a circle: the case first, of two cases
   * the one with the lower id, a record that was joined into another one after that one; then what
   * the person said ({@code ConsentStatements}); then a row that belongs to the case, such as an
   * exception that has ended or a recall. A job that finds such a row finds it unlocked, holds its
   * case, and looks at the row again.
   *
   * @throws org.uputnica.platform.problem.RefusedException {@code stale-revision} when the
   *     transaction has read it already, and somebody else has changed it since
   */
  Optional<CaseRecord> hold(CaseId id);

  /** As {@link #hold(CaseId)}, the case of this run. */
  Optional<CaseRecord> hold(TrackId run);

  void add(CaseRecord record);

  /** Saves and returns it at its new revision; fails when somebody else was faster. */
  CaseRecord save(CaseRecord record);

  /** When this organisation was the guardian for the last time; absent: it never ceased to be. */
  Optional<Instant> guardedUntil(CaseId id, OrganizationId organization);

  /** Raises the revision alone; fails when somebody else was faster. */
  CaseRecord renew(CaseRecord record);

  /**
   * Lets an organisation that was asked be part of the case for row-level security; the revision
   * stays.
   */
  void involve(CaseId id, OrganizationId organization);

  /** The person is with this organisation, or no more. */
  void setServing(CaseId id, OrganizationId organization, boolean serving);

  /** Changes who is assigned; fails when somebody else was faster. */
  CaseRecord assign(CaseRecord record, Assignment assigned);

  /** Runs on another version of the procedure from now on. */
  CaseRecord move(CaseRecord record, String version);

  /** Whether a run of this track of the case is carried by the organisation beside the owner. */
  boolean isParty(CaseId id, TrackCode track, OrganizationId organization);

  /**
   * Open cases of children, by id, for whose course in this country the clock has never run.
   *
   * @param after the last one of the page before; null for the first page
   */
  List<CaseRecord> childrenWithout(ClockCode clock, @Nullable CaseId after, int limit);

  /** Newest first. */
  List<CaseRecord> list(Caller caller, @Nullable Cursor after, int limit);
}
