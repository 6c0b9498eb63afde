package org.uputnica.audit.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a check of the journal found.
 *
 * @param entries entries that were compared
 * @param checkpoints checkpoints that were compared
 * @param waiting entries that stand in no checkpoint yet; they are taken within a second while the
 *     service runs
 * @param root of the last checkpoint
 * @param brokenAt the first place that does not fit, in plain words; absent when all fits
 */
public record Verdict(
    long entries,
    long checkpoints,
    long waiting,
    @Nullable Octets root,
    @Nullable String brokenAt) {
  public boolean isIntact() {
    return brokenAt == null;
  }
}
