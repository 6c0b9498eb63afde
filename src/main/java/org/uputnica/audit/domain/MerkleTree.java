package org.uputnica.audit.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree that only grows (RFC 6962 section 2.1), kept as its frontier: the roots of the full
 * subtrees it consists of, largest first. One for every bit set in its size; enough to append a
 * leaf and to tell the root, so no earlier leaf is read again.
 */
public final class MerkleTree {
  private final List<Octets> frontier;
  private long size;

  /** An empty tree. */
  public MerkleTree() {
    this(0, List.of());
  }

  /**
   * Goes on where a tree stopped.
   *
   * @param size how many leaves it has
   * @param frontier as {@link #frontier()} gave it
   */
  public MerkleTree(long size, List<Octets> frontier) {
    if (size < 0 || Long.bitCount(size) != frontier.size()) {
      throw new IllegalArgumentException("a frontier has one hash for every full subtree");
    }
    this.size = size;
    this.frontier = new ArrayList<>(frontier);
  }

  /** Adds a leaf, given by its hash, at the right end. */
  public void append(Octets leaf) {
    frontier.add(leaf);
    for (long full = size; (full & 1) == 1; full >>= 1) {
      Octets right = frontier.removeLast();
      Octets left = frontier.removeLast();
      frontier.add(Hashing.node(left, right));
    }
    size++;
  }

  public long size() {
    return size;
  }

  public List<Octets> frontier() {
    return List.copyOf(frontier);
  }

  /** The Merkle tree hash; of the empty tree the SHA-256 of nothing. */
  public Octets root() {
    return frontier.reversed().stream()
        .reduce((right, left) -> Hashing.node(left, right))
        .orElseGet(Hashing::nothing);
  }

  /** The Merkle tree hash over {@code leaves}, word for word by the definition; for checks. */
  public static Octets root(List<Octets> leaves) {
    return switch (leaves.size()) {
      case 0 -> Hashing.nothing();
      case 1 -> leaves.getFirst();
      default -> {
        int split = Integer.highestOneBit(leaves.size() - 1);
        yield Hashing.node(
            root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
      }
    };
  }
}
