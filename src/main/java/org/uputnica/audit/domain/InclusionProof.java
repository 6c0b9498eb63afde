package org.uputnica.audit.domain;

import java.util.List;

/**
 * That an entry stands in the journal as of a signed checkpoint.
 *
 * @param index of the entry among the leaves, from 0
 * @param path RFC 9162 section 2.1.3.1
 * @param note the checkpoint
 */
public record InclusionProof(Octets leaf, long index, List<Octets> path, SignedNote note) {
  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Whether it proves what it says; whether the note is signed is another question. */
  public boolean holds() {
    TreeHead head = TreeHead.parse(note.text());
    return MerkleProof.includes(leaf, index, head.size(), path, head.root());
  }
}
