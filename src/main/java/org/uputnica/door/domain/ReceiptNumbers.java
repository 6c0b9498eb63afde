package org.uputnica.door.domain;

import java.util.Optional;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;

/** The store of numbers that were given. */
public interface ReceiptNumbers {
  /** The latest of a case, kept from others until the transaction ends. */
  Optional<GivenNumber> take(CaseId id);

  /**
   * Adds one.
   *
   * @param lookup keyed hash of the part that finds it
   * @return false when a number that opens another page is found by the same part: make another
   */
  boolean add(GivenNumber given, Caller by, long lookup, NumberHash hash);

  /** It ended; nothing is kept with which it could be tried. */
  void end(GivenNumber ended);
}
