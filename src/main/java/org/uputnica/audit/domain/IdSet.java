package org.uputnica.audit.domain;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Ids already seen: about a bit for each, since they come from one sequence. */
final class IdSet {
  private static final int BLOCK_BITS = 16;
  private static final long WITHIN_BLOCK = (1L << BLOCK_BITS) - 1;

  private final Map<Long, BitSet> blocks = new HashMap<>();

  /** False when it was there before. */
  boolean add(long id) {
    BitSet block = blocks.computeIfAbsent(id >> BLOCK_BITS, _ -> new BitSet());
    int place = (int) (id & WITHIN_BLOCK);
    if (block.get(place)) {
      return false;
    }
    block.set(place);
    return true;
  }
}
