package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.List;
import org.uputnica.platform.id.CaseId;

/** Where statements are kept. There is no way to change or remove one. */
public interface ConsentStatements {
  /**
   * Everything that counts of what was said about a case, whoever recorded it, in the order of
   * recording. Until the transaction ends nobody can withdraw: what is decided on this list stays
   * true for it.
   */
  List<ConsentStatement> of(CaseId id);

  /**
   * As {@link #of}, and keeps everybody else from deciding and recording for this case until the
   * transaction ends: whoever was deciding has finished, whoever comes later sees what is added.
   */
  List<ConsentStatement> forRecording(CaseId id);

  /** As {@link #everSaid}, and alone as by {@link #forRecording}. */
  List<ConsentStatement> forWithdrawing(CaseId id);

  /** As {@link #of}, with what no longer counts. */
  List<ConsentStatement> everSaid(CaseId id);

  /**
   * From now on only what was said after this closing counts. An exception of the law ends by its
   * own time; one for somebody who cannot decide goes with her words.
   *
   * @param closed when the case, opened again now, had been closed (UTC)
   */
  void startAnew(CaseId id, Instant closed);

  /**
   * The case goes on in another record of the same person: nothing that was said in this one, or is
   * written down in it later, counts any more. An exception of the law ends by its own time.
   */
  void endAll(CaseId id);

  /**
   * From now on no yes of a guardian counts that was said until then, whenever it comes in: a
   * guardian was removed for a conflict of interest. A later removal is not undone by an earlier
   * one.
   */
  void endGuardianYeses(CaseId id, Instant until);

  /** Adds statements, in one batch. */
  void add(CaseForConsent about, List<? extends ConsentStatement> statements);
}
