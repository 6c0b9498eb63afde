package org.uputnica.device;

import com.google.crypto.tink.subtle.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.uputnica.device.domain.Device;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.keys.CountrySeal;
import org.uputnica.platform.problem.RefusedException;

/**
 * The service's shares of the keys of local stores: 32 random bytes for each device, sealed for the
 * keys of its country together with its id. By itself a share opens nothing.
 */
@ApplicationScoped
class StoreShares {
  private static final int SHARE = 32;

  private final CountrySeal seal;

  StoreShares(CountrySeal seal) {
    this.seal = seal;
  }

  /**
   * A new share, sealed.
   *
   * @throws RefusedException {@code unavailable}
   */
  String make(UUID device, CountryCode country) {
    return seal.seal(device, country, Random.randBytes(SHARE));
  }

  /**
   * The share of a device, 32 bytes.
   *
   * @throws RefusedException {@code unavailable}
   * @throws IllegalStateException it was sealed for another device, or changed
   */
  byte[] open(String share, Device device) {
    return seal.open(device.id(), device.country(), share);
  }
}
