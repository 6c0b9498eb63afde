package org.uputnica.audit.domain;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the journal and names the first place that does not fit. Needs no secret: only the
 * rows, first every checkpoint in the order of its number, then the entries outside of them.
 */
public final class JournalVerifier {
  private final MerkleTree tree = new MerkleTree();
  private final IdSet seen = new IdSet();
  private @Nullable Checkpoint last;
  private @Nullable String brokenAt;
  private long entries;
  private long checkpoints;
  private long waiting;

  /**
   * Compares the next checkpoint.
   *
   * @param stored the entries with the ids of its members, as far as they are there
   */
  public void checkpoint(Checkpoint next, Map<Long, JournalEntry> stored) {
    if (isBroken()) {
      return;
    }
    long expected = last == null ? 1 : last.number() + 1;
    if (next.number() != expected) {
      broken("checkpoint %d is missing".formatted(expected));
      return;
    }
    for (long id : next.members()) {
      member(next, id, stored.get(id));
      if (isBroken()) {
        return;
      }
    }
    compare(next);
    last = next;
    checkpoints++;
  }

  /** Compares an entry that no checkpoint names and that is announced for the next one. */
  public void waiting(JournalEntry entry) {
    content(entry);
    entries++;
    waiting++;
  }

  /** An entry that no checkpoint names and that is not announced for the next one either. */
  public void outside(JournalEntry entry) {
    broken("entry %d stands in no checkpoint".formatted(entry.id()));
  }

  /** An id that is announced for the next checkpoint, but has no entry. */
  public void absent(long id) {
    broken("entry %d is missing, it was to stand in the next checkpoint".formatted(id));
  }

  public boolean isBroken() {
    return brokenAt != null;
  }

  public Verdict verdict() {
    return new Verdict(entries, checkpoints, waiting, last == null ? null : last.root(), brokenAt);
  }

  private void member(Checkpoint checkpoint, long id, @Nullable JournalEntry entry) {
    if (entry == null) {
      broken("entry %d of checkpoint %d is missing".formatted(id, checkpoint.number()));
      return;
    }
    if (!seen.add(id)) {
      broken("entry %d stands a second time in checkpoint %d".formatted(id, checkpoint.number()));
      return;
    }
    content(entry);
    tree.append(entry.leaf());
    entries++;
  }

  private void content(JournalEntry entry) {
    if (!entry.isUntouched()) {
      broken("entry %d: content does not match its hash".formatted(entry.id()));
    }
  }

  private void compare(Checkpoint next) {
    String name = "checkpoint %d: ".formatted(next.number());
    if (next.treeSize() != tree.size()) {
      broken(name + "number of entries differs");
    } else if (!next.root().equals(tree.root())) {
      broken(name + "root differs");
    } else if (!next.frontier().equals(tree.frontier())) {
      broken(name + "frontier differs");
    } else if (!Objects.equals(next.previous(), last == null ? null : last.hash())) {
      broken(name + "does not follow the one before");
    } else if (!next.isUntouched()) {
      broken(name + "content does not match its hash");
    }
  }

  private void broken(String place) {
    if (brokenAt == null) {
      brokenAt = place;
    }
  }
}
