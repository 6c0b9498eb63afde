package org.uputnica.platform.keys;

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
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.RefusedException;

/**
 * Seals small secrets of the service for the keys of a country (JWE with ECDH-ES+A256KW and
 * A256GCM), each together with the id of what it belongs to, so that none opens in the place of
 * another. Not for what names a person a case is about: that lies in her file.
 */
@ApplicationScoped
public class CountrySeal {
  private static final int OWNER = 2 * Long.BYTES;
  private static final AlgorithmConstraints KEY_AGREEMENT =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
  private static final AlgorithmConstraints ENCRYPTION =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);

  private final KeyCustody custody;

  CountrySeal(KeyCustody custody) {
    this.custody = custody;
  }

  /**
   * Seals.
   *
   * @param owner what it belongs to
   * @throws RefusedException {@code unavailable}
   */
  public String seal(UUID owner, CountryCode country, byte[] secret) {
    var key = custody.country(country).publicEncrypt();
    JsonWebEncryption sealed = new JsonWebEncryption();
    sealed.setPlaintext(
        ByteBuffer.allocate(OWNER + secret.length).put(bytes(owner)).put(secret).array());
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
   * Opens what was sealed for this owner.
   *
   * @throws RefusedException {@code unavailable}
   * @throws IllegalStateException it was sealed for another one, or changed
   */
  public byte[] open(UUID owner, CountryCode country, String secret) {
    JsonWebEncryption sealed = new JsonWebEncryption();
    sealed.setAlgorithmConstraints(KEY_AGREEMENT);
    sealed.setContentEncryptionAlgorithmConstraints(ENCRYPTION);
    try {
      sealed.setCompactSerialization(secret);
      sealed.setKey(custody.country(country).decrypt().getPrivateKey());
      byte[] plain = sealed.getPlaintextBytes();
      if (!Arrays.equals(Arrays.copyOf(plain, OWNER), bytes(owner))) {
        throw new IllegalStateException("a sealed secret lies in the place of another one");
      }
      return Arrays.copyOfRange(plain, OWNER, plain.length);
    } catch (JoseException broken) {
      throw new IllegalStateException("a sealed secret does not open", broken);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(OWNER)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
