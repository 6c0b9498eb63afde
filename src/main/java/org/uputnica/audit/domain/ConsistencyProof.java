package org.uputnica.audit.domain;

import java.util.List;

/**
 * That nothing before a signed checkpoint was changed until a later one.
 *
 * @param path RFC 9162 section 2.1.4.1
 */
public record ConsistencyProof(SignedNote first, SignedNote second, List<Octets> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Whether it proves what it says; whether the notes are signed is another question. */
  public boolean holds() {
    TreeHead one = TreeHead.parse(first.text());
    TreeHead other = TreeHead.parse(second.text());
    return one.origin().equals(other.origin())
        && MerkleProof.isConsistent(one.size(), one.root(), other.size(), other.root(), path);
  }
}
