package org.uputnica.platform.keys;

import org.uputnica.platform.problem.RefusedException;

/**
 * Keys of the blind indexes: one for each organisation, one for each country, in generations. A
 * class of their own: they open nothing, and what they make can be made anew. Apart from {@link
 * KeyCustody}, whose keys must never change while something is wrapped under them.
 *
 * <p>Implementations are safe for concurrent use.
 */
public interface SearchKeys {
  /**
   * The key, made if there is none yet.
   *
   * @throws RefusedException {@code unavailable} when the keys cannot be reached
   */
  SearchKey make(SearchKeyId id);

  /**
   * A key that was made before.
   *
   * @throws RefusedException {@code unavailable} when it is gone or the keys cannot be reached
   */
  SearchKey require(SearchKeyId id);
}
