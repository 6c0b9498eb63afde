package org.uputnica.audit.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree as it stood at a moment, and which entries were new in it.
 *
 * @param number 1, 2, 3 …
 * @param treeSize leaves in the tree, those of earlier checkpoints included
 * @param members ids of the new entries, in the order of their leaves
 * @param previous {@link #hash()} of the checkpoint before; absent at number 1
 * @param at server time, UTC, microseconds
 * @param hash over everything above: what a signature signs
 * @param signature absent as long as the node has no signing key
 */
public record Checkpoint(
    long number,
    long treeSize,
    List<Long> members,
    Octets root,
    List<Octets> frontier,
    @Nullable Octets previous,
    Instant at,
    Octets hash,
    @Nullable Octets signature) {
  public Checkpoint {
    members = List.copyOf(members);
    frontier = List.copyOf(frontier);
  }

  /**
   * The checkpoint after {@code last}.
   *
   * @param fresh the entries it adds, in this order
   */
  public static Checkpoint after(@Nullable Checkpoint last, List<Leaf> fresh, Instant at) {
    MerkleTree tree =
        last == null ? new MerkleTree() : new MerkleTree(last.treeSize, last.frontier);
    fresh.forEach(leaf -> tree.append(leaf.hash()));
    long number = last == null ? 1 : last.number + 1;
    List<Long> members = fresh.stream().map(Leaf::entry).toList();
    @Nullable Octets previous = last == null ? null : last.hash;
    Octets hash = hash(number, tree.size(), members, tree.root(), tree.frontier(), previous, at);
    return new Checkpoint(
        number, tree.size(), members, tree.root(), tree.frontier(), previous, at, hash, null);
  }

  /** Whether the stored hash is the hash of what is stored. */
  public boolean isUntouched() {
    return hash(number, treeSize, members, root, frontier, previous, at).equals(hash);
  }

  private static Octets hash(
      long number,
      long treeSize,
      List<Long> members,
      Octets root,
      List<Octets> frontier,
      @Nullable Octets previous,
      Instant at) {
    return Hashing.checkpoint(
        new CanonicalBytes()
            .text("uputnica-journal-checkpoint-1")
            .integer(number)
            .integer(treeSize)
            .integers(members)
            .octets(root)
            .allOctets(frontier)
            .octets(previous)
            .instant(at)
            .bytes());
  }

  /** An entry's id and its hash. */
  public record Leaf(long entry, Octets hash) {}
}
