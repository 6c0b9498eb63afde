package org.uputnica.door.domain;

import java.util.Collection;
import java.util.List;
import org.uputnica.platform.id.CaseId;

/** The store of numbers that were given. */
public interface ReceiptNumbers {
  /**
   * Those of these cases, kept from others until the transaction ends: what lives first, then the
   * latest.
   */
  List<GivenNumber> take(Collection<CaseId> ids);

  /**
   * Adds one.
   *
   * @param lookup keyed hash of the part that finds it
   * @return false when a number that opens another page is found by the same part: make another
   */
  boolean add(GivenNumber given, long lookup, NumberHash hash);

  /** It ended; nothing is kept with which it could be tried. */
  void end(GivenNumber ended);
}
