package org.uputnica.inbox.domain;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.caller.Caller;

/**
 * An account of the staff as it reads its inbox.
 *
 * @param caller with the roles it had when it looked last
 * @param metAt when that was
 * @param seen everything of transactions with a smaller number
 * @param mail where letters go to, sealed; null unless they are wanted
 * @param mailedAt when the last one was sent; null for never
 */
public record InboxReader(
    UUID id,
    Caller caller,
    Instant metAt,
    long seen,
    Choices choices,
    @Nullable String mail,
    @Nullable Instant mailedAt,
    long revision) {
  /** Somebody who has seen and chosen nothing yet. */
  public static InboxReader fresh(UUID id, Caller caller, Instant now) {
    return new InboxReader(id, caller, now, 0, Choices.NONE, null, null, 0);
  }

  /** The desks she sits at. */
  public Set<String> desks() {
    return Waiting.desksOf(caller);
  }

  /** Looking now; has seen what came before, and never less than she had. */
  public InboxReader sees(long until, Caller now, Instant at) {
    long most = Long.compareUnsigned(until, seen) > 0 ? until : seen;
    return new InboxReader(id, now, at, most, choices, mail, mailedAt, revision);
  }

  /** Chooses anew. */
  public InboxReader chooses(Choices other, @Nullable String sealed, Caller now, Instant at) {
    return new InboxReader(id, now, at, seen, other, sealed, mailedAt, revision + 1);
  }
}
