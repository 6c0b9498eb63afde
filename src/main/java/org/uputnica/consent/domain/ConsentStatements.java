package org.uputnica.consent.domain;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
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

  /** As {@link #of}, with what no longer counts because the case was closed and opened again. */
  List<ConsentStatement> everSaid(CaseId id);

  /**
   * From now on only what was said after this closing counts. An exception of the law ends by its
   * own time; one for somebody who cannot decide goes with her words.
   *
   * @param closed when the case, opened again now, had been closed (UTC)
   */
  void startAnew(CaseId id, Instant closed);

  /**
   * In how many cases of the caller's country each scope was refused in a month that is over (UTC);
   * one that fewer than eleven refused is left out.
   */
  Map<String, Long> casesThatRefused(YearMonth month);

  /** Adds statements, in one batch. */
  void add(CaseForConsent about, List<? extends ConsentStatement> statements);
}
