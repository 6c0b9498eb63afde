package org.uputnica.audit.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the journal found.
 *
 * @param entries entries that were compared
 * @param checkpoints checkpoints that were compared
 * @param waiting entries that stand in no checkpoint yet; they are taken within a second while the
 *     service runs
 * @param root of the last checkpoint
 * @param note the last checkpoint, signed; absent as long as nothing is signed
 * @param keys the journal was and is signed with, oldest first
 * @param brokenAt the first place that does not fit, in plain words; absent when all fits
 */
public record Verdict(
    long entries,
    long checkpoints,
    long waiting,
    @Nullable Octets root,
    @Nullable SignedNote note,
    List<NoteKey> keys,
    @Nullable String brokenAt) {
  public Verdict {
    keys = List.copyOf(keys);
  }

  public boolean isIntact() {
    return brokenAt == null;
  }
}
