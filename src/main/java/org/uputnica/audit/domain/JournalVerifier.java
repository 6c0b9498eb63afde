package org.uputnica.audit.domain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the journal and names the first place that does not fit. Needs no secret: only the
 * rows, and what somebody kept elsewhere.
 */
public final class JournalVerifier implements JournalVisitor {
  private final MerkleTree tree = new MerkleTree();
  private final IdSet seen = new IdSet();
  private final Signatures signatures = new Signatures();
  private final @Nullable SignedNote kept;
  private final @Nullable TreeHead keptHead;
  private final List<NoteKey> trusted;
  private @Nullable Checkpoint last;
  private @Nullable String brokenAt;
  private long entries;
  private long checkpoints;
  private long waiting;

  /** Compares the journal with itself. */
  public JournalVerifier() {
    this(null, List.of());
  }

  /**
   * Compares it with a checkpoint kept elsewhere too.
   *
   * @param trusted keys known from elsewhere: one of them must be among the journal's, and with
   *     none the kept checkpoint must be signed by a key the journal names
   * @throws IllegalArgumentException when the note is no checkpoint
   */
  public JournalVerifier(@Nullable SignedNote kept, List<NoteKey> trusted) {
    this.kept = kept;
    this.keptHead = kept == null ? null : TreeHead.parse(kept.text());
    this.trusted = List.copyOf(trusted);
  }

  @Override
  public void key(JournalKey key) {
    signatures.add(key).ifPresent(this::broken);
  }

  @Override
  public void checkpoint(Checkpoint next, Map<Long, ? extends JournalLeaf> stored) {
    if (hasSeenEnough()) {
      return;
    }
    long expected = last == null ? 1 : last.number() + 1;
    if (next.number() != expected) {
      broken("checkpoint %d is missing".formatted(expected));
      return;
    }
    for (long id : next.members()) {
      member(next, id, stored.get(id));
      if (hasSeenEnough()) {
        return;
      }
    }
    compare(next);
    last = next;
    checkpoints++;
  }

  @Override
  public void waiting(JournalLeaf entry, Octets announced) {
    if (!seen.add(entry.id())) {
      broken("entry %d is announced, but has been before".formatted(entry.id()));
      return;
    }
    content(entry);
    if (!announced.equals(entry.leaf())) {
      broken("entry %d is announced with another hash".formatted(entry.id()));
    }
    entries++;
    waiting++;
  }

  @Override
  public void outside(JournalLeaf entry) {
    broken("entry %d stands in no checkpoint".formatted(entry.id()));
  }

  @Override
  public void absent(long id) {
    broken("entry %d is missing, it was to stand in the next checkpoint".formatted(id));
  }

  @Override
  public boolean hasSeenEnough() {
    return brokenAt != null;
  }

  /** What was found, when all has been shown. */
  public Verdict verdict() {
    signatures.unused(last == null ? 0 : last.number()).ifPresent(this::broken);
    compareWithTrusted();
    List<NoteKey> keys = signatures.keys();
    @Nullable Octets signed = last == null ? null : last.signature();
    return new Verdict(
        entries,
        checkpoints,
        waiting,
        last == null ? null : last.root(),
        last == null || signed == null || keys.isEmpty() ? null : last.note(keys.getFirst().name()),
        keys,
        brokenAt);
  }

  private void member(Checkpoint checkpoint, long id, @Nullable JournalLeaf entry) {
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
    compareWithKept();
  }

  private void content(JournalLeaf entry) {
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
    } else {
      signatures.wrong(next).ifPresent(wrong -> broken(name + wrong));
      compareWithKept(next);
    }
  }

  private void compareWithKept(Checkpoint next) {
    keptHead()
        .filter(head -> head.names(next.number()) && !head.equals(next.head(head.origin())))
        .ifPresent(
            head -> broken("checkpoint %d is not the one that was kept".formatted(next.number())));
  }

  private void compareWithKept() {
    keptHead()
        .filter(head -> head.size() == tree.size() && !head.root().equals(tree.root()))
        .ifPresent(head ->
            broken(
                "one of the first %d entries is not what the kept checkpoint says"
                    .formatted(head.size())));
  }

  private void compareWithTrusted() {
    List<NoteKey> keys = signatures.keys();
    if (!trusted.isEmpty() && trusted.stream().noneMatch(keys::contains)) {
      broken("the journal is not signed with the key that was given");
    }
    if (kept != null && !isSigned(kept, trusted.isEmpty() ? keys : trusted)) {
      broken("the kept checkpoint is not signed with a key of this journal");
    }
    keptHead()
        .filter(head -> head.size() > tree.size())
        .ifPresent(head ->
            broken(
                "the kept checkpoint has %d entries, the journal %d: its end is missing"
                    .formatted(head.size(), tree.size())));
    long reached = last == null ? 0 : last.number();
    keptHead()
        .filter(head -> head.number().isPresent() && head.number().getAsLong() > reached)
        .ifPresent(head -> broken("the kept checkpoint is missing, and what came after it"));
  }

  private static boolean isSigned(SignedNote note, List<NoteKey> by) {
    return by.stream().anyMatch(key -> key.verifies(note));
  }

  private Optional<TreeHead> keptHead() {
    return Optional.ofNullable(keptHead);
  }

  private void broken(String place) {
    if (brokenAt == null) {
      brokenAt = place;
    }
  }
}
