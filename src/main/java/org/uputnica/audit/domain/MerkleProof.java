package org.uputnica.audit.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Proofs that a leaf stands in a tree, and that a tree is the beginning of a later one: RFC 9162
 * section 2.1.3 and 2.1.4, the trees of RFC 6962.
 */
public final class MerkleProof {
  private MerkleProof() {}

  /** Where the hashes come from. */
  public interface Subtrees {
    /** The Merkle tree hash over the leaves from {@code from} to before {@code to}. */
    Octets root(long from, long to);
  }

  /**
   * The path from a leaf to the root.
   *
   * @param index of the leaf, from 0
   * @param size leaves of the tree
   */
  public static List<Octets> inclusion(long index, long size, Subtrees tree) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("the tree has no such leaf");
    }
    List<Octets> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + Long.highestOneBit(to - from - 1);
      if (index < middle) {
        path.add(tree.root(middle, to));
        to = middle;
      } else {
        path.add(tree.root(from, middle));
        from = middle;
      }
    }
    return path.reversed();
  }

  /** The hashes that lead from the root of the first {@code first} leaves to that of all. */
  public static List<Octets> consistency(long first, long second, Subtrees tree) {
    if (first < 1 || first > second) {
      throw new IllegalArgumentException("the first tree is no beginning of the second");
    }
    List<Octets> path = new ArrayList<>();
    long from = 0;
    long to = second;
    while (to > first) {
      long middle = from + Long.highestOneBit(to - from - 1);
      if (first <= middle) {
        path.add(tree.root(middle, to));
        to = middle;
      } else {
        path.add(tree.root(from, middle));
        from = middle;
      }
    }
    if (from > 0) {
      path.add(tree.root(from, to)); // of a whole first tree the verifier has the root
    }
    return path.reversed();
  }

  /** Whether the path leads from the leaf to the root. */
  public static boolean includes(
      Octets leaf, long index, long size, List<Octets> path, Octets root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long at = index;
    long end = size - 1;
    Octets reached = leaf;
    for (Octets sibling : path) {
      if (end == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == end) {
        reached = Hashing.node(sibling, reached);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          end >>= 1;
        }
      } else {
        reached = Hashing.node(reached, sibling);
      }
      at >>= 1;
      end >>= 1;
    }
    return end == 0 && reached.equals(root);
  }

  /** Whether the second tree begins with the first. */
  public static boolean isConsistent(
      long first, Octets firstRoot, long second, Octets secondRoot, List<Octets> path) {
    if (first < 1 || first > second) {
      return false;
    }
    if (first == second) {
      return path.isEmpty() && firstRoot.equals(secondRoot);
    }
    List<Octets> steps = new ArrayList<>();
    if (Long.bitCount(first) == 1) {
      steps.add(firstRoot);
    }
    steps.addAll(path);
    if (steps.isEmpty()) {
      return false;
    }
    int full = Long.numberOfTrailingZeros(first);
    long at = (first - 1) >> full;
    long end = (second - 1) >> full;
    Octets old = steps.getFirst();
    Octets all = steps.getFirst();
    for (Octets step : steps.subList(1, steps.size())) {
      if (end == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == end) {
        old = Hashing.node(step, old);
        all = Hashing.node(step, all);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          end >>= 1;
        }
      } else {
        all = Hashing.node(all, step);
      }
      at >>= 1;
      end >>= 1;
    }
    return end == 0 && old.equals(firstRoot) && all.equals(secondRoot);
  }
}
