package org.uputnica.platform.keys;

import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/**
 * Keeps the keys of organisations and countries. Data keys go in and come out; the keys that wrap
 * them never leave. A file in the default installation, an external key service in others: the
 * interface asks for nothing such a service could not do.
 *
 * <p>Implementations are safe for concurrent use and remember keys, never decisions.
 */
public interface KeyCustody {
  /**
   * Wraps a data key for one organisation, making the organisation's key if it has none yet.
   *
   * @param dataKey 32 bytes
   * @param context what the wrapped key belongs to; the same bytes are needed to unwrap
   * @throws RefusedException {@code unavailable} when the key service does not answer
   */
  byte[] wrap(OrganizationId organization, byte[] dataKey, byte[] context);

  /**
   * Unwraps a data key.
   *
   * @throws WrongKeyException when the bytes were not wrapped for this organisation and context
   * @throws RefusedException {@code unavailable} when the key service does not answer or does not
   *     know the organisation
   */
  byte[] unwrap(OrganizationId organization, byte[] wrapped, byte[] context);

  /**
   * The keys with which a country's node signs and opens messages, made if there are none yet.
   *
   * @throws RefusedException {@code unavailable} when the key service does not answer
   */
  CountryKeys country(CountryCode country);
}
