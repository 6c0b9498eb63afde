package org.uputnica.changes.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that changed, as it is for the caller now.
 *
 * @param revision absent for a line of the work list, and for what is gone
 * @param gone the caller no longer sees it
 */
public record Change(ChangeKind kind, UUID id, @Nullable Long revision, boolean gone) {
  public static Change at(ChangeKind kind, UUID id, long revision) {
    return new Change(kind, id, revision, false);
  }

  public static Change there(ChangeKind kind, UUID id) {
    return new Change(kind, id, null, false);
  }

  public static Change gone(ChangeKind kind, UUID id) {
    return new Change(kind, id, null, true);
  }
}
