package org.uputnica.consent.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.uputnica.platform.caller.Caller;

/** The store of requests for identity and of broken glasses. */
public interface IdentityAccesses {
  Optional<IdentityAccess> find(UUID id);

  /** Fails with {@code already-exists} when the id is in use. */
  void add(IdentityAccess access);

  /** Saves a change; fails with {@code stale-revision} when somebody else was faster. */
  void save(IdentityAccess access);

  /**
   * What waits for this caller, oldest first, at most fifty: broken glasses to review for
   * coordinator and data protection officer, requests to decide for the managers of their cases,
   * what a guardian's organisation is told of in the last thirty days.
   */
  List<IdentityAccess> waitingFor(Caller caller);
}
