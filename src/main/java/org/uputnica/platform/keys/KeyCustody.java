package org.uputnica.platform.keys;

import java.nio.ByteBuffer;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/**
 * Keeps the keys of organisations and countries. Data keys go in and come out; the keys that wrap
 * them never leave. Which custody it is, {@code uputnica.keys.custody} says.
 *
 * <p>An organisation's key has versions. The current one wraps; every one that was not destroyed
 * unwraps. Other copies of the service use a new version from their next call on.
 *
 * <p>Implementations are safe for concurrent use and remember keys, never decisions. Every method
 * throws {@link RefusedException} {@code unavailable} when the custody does not answer.
 */
public interface KeyCustody {
  /** Whether the organisation has a key here. */
  boolean has(OrganizationId organization);

  /**
   * Makes the first key of an organisation; one that has a key keeps it. For the caller to decide:
   * where something was wrapped for the organisation before, its key is missing and must not be
   * made anew.
   */
  void make(OrganizationId organization);

  /**
   * Wraps a data key for one organisation under the current version of its key.
   *
   * @param dataKey 32 bytes
   * @param context what the wrapped key belongs to; the same bytes are needed to unwrap
   * @throws RefusedException {@code unavailable} also when the organisation has no key
   */
  byte[] wrap(OrganizationId organization, byte[] dataKey, byte[] context);

  /**
   * Unwraps a data key.
   *
   * @throws WrongKeyException when the bytes were not wrapped for this organisation and context, or
   *     under a version that was destroyed
   * @throws RefusedException {@code unavailable} also when the organisation has no key
   */
  byte[] unwrap(OrganizationId organization, byte[] wrapped, byte[] context);

  /** The version that wraps now. Numbers mean nothing but sameness. */
  long current(OrganizationId organization);

  /**
   * Makes a new version the current one, unless that has happened already.
   *
   * @param from the version that was current when the rotation was asked for
   * @return the version that is current now; not {@code from}
   */
  long rotate(OrganizationId organization, long from);

  /**
   * Destroys every version but the current one: what is still wrapped under them never opens again.
   *
   * @param current the version that stays
   * @return false when another version is current; nothing was destroyed then
   */
  boolean destroyOthers(OrganizationId organization, long current);

  /** The keys with which a country's node signs and opens messages, made if there are none yet. */
  CountryKeys country(CountryCode country);

  /** The version of the organisation's key that wrapped these bytes; -1 when nothing here did. */
  static long version(byte[] wrapped) {
    return wrapped.length < HEADER
        ? -1
        : Integer.toUnsignedLong(ByteBuffer.wrap(wrapped).getInt(1));
  }

  /** Wrapped bytes begin with one byte for the form and four for the version, big-endian. */
  int HEADER = 5;
}
