package org.uputnica.consent.domain;

import java.util.List;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;

/** Whether a caller may touch a case; answered by the room that keeps the cases. */
public interface CaseAccess {
  /**
   * The case, if the caller's organisation takes part in it (registering, responsible, guardian, or
   * asked and accepted), or the caller's reach is wide enough.
   *
   * @throws org.uputnica.platform.problem.RefusedException {@code not-found} when there is no such
   *     case or it is not the caller's
   */
  CaseForConsent require(CaseId id, Caller caller);

  /**
   * As {@link #require}, and nobody else takes a step in the case until the transaction ends: for
   * what a person says that stops what runs. Comes before her words are read.
   */
  CaseForConsent hold(CaseId id, Caller caller);

  /** As {@link #involved}, kept from others as by {@link #hold}. */
  CaseForConsent holdInvolved(CaseId id);

  /** Whether the caller is the one responsible person of the case. */
  boolean isManager(CaseId id, Caller caller);

  /** The case for what the service does by itself. */
  CaseForConsent involved(CaseId id);

  /** The closed duplicates of this case, as far as the caller's reach goes. */
  List<CaseId> joinedInto(CaseId id);
}
