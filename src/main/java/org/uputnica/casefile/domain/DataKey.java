package org.uputnica.casefile.domain;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;

/**
 * The key of one person: AES-256-GCM with random nonces. It seals a few hundred things in its life,
 * far from the 2^32 at which a random 96-bit nonce becomes a worry.
 */
final class DataKey {
  private static final int BYTES = 32;

  private final Aead cipher;

  private DataKey(Aead cipher) {
    this.cipher = cipher;
  }

  static byte[] random() {
    return Random.randBytes(BYTES);
  }

  static DataKey of(byte[] key) {
    if (key.length != BYTES) {
      throw new BrokenSealException("a data key of another length");
    }
    try {
      return new DataKey(new AesGcmJce(key));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  byte[] seal(byte[] plain, byte[] binding) {
    try {
      return cipher.encrypt(plain, binding);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * @throws BrokenSealException when it was not sealed with this key for this binding
   */
  byte[] open(byte[] sealed, byte[] binding) {
    try {
      return cipher.decrypt(sealed, binding);
    } catch (GeneralSecurityException doesNotOpen) {
      throw new BrokenSealException("does not open");
    }
  }
}
