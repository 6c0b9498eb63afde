package org.uputnica.device;

import com.google.crypto.tink.subtle.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.uputnica.device.domain.Device;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.keys.KeyCustody;
import org.uputnica.platform.problem.RefusedException;

/**
 * The service's shares of the keys of local stores: 32 random bytes for each device, sealed for the
 * keys of its country (JWE with ECDH-ES+A256KW and A256GCM) together with its id, so that none
 * opens in the place of another. By itself a share opens nothing.
 */
@ApplicationScoped
class StoreShares {
  private static final int SHARE = 32;
  private static final AlgorithmConstraints KEY_AGREEMENT =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
  private static final AlgorithmConstraints ENCRYPTION =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);

  private final KeyCustody custody;

  StoreShares(KeyCustody custody) {
    this.custody = custody;
  }

  /**
   * A new share, sealed.
   *
   * @throws RefusedException {@code unavailable}
   */
  String make(UUID device, CountryCode country) {
    var key = custody.country(country).publicEncrypt();
    JsonWebEncryption sealed = new JsonWebEncryption();
    sealed.setPlaintext(
        ByteBuffer.allocate(2 * Long.BYTES + SHARE)
            .put(bytes(device))
            .put(Random.randBytes(SHARE))
            .array());
    sealed.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
    sealed.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    sealed.setKeyIdHeaderValue(key.getKeyId());
    sealed.setKey(key.getKey());
    try {
      return sealed.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The share of a device, 32 bytes.
   *
   * @throws RefusedException {@code unavailable}
   * @throws IllegalStateException it was sealed for another device, or changed
   */
  byte[] open(String share, Device device) {
    JsonWebEncryption sealed = new JsonWebEncryption();
    sealed.setAlgorithmConstraints(KEY_AGREEMENT);
    sealed.setContentEncryptionAlgorithmConstraints(ENCRYPTION);
    try {
      sealed.setCompactSerialization(share);
      sealed.setKey(custody.country(device.country()).decrypt().getPrivateKey());
      byte[] plain = sealed.getPlaintextBytes();
      byte[] owner = bytes(device.id());
      if (!Arrays.equals(Arrays.copyOf(plain, owner.length), owner)) {
        throw new IllegalStateException("a share lies in the place of another device");
      }
      return Arrays.copyOfRange(plain, owner.length, plain.length);
    } catch (JoseException broken) {
      throw new IllegalStateException("a share does not open", broken);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
