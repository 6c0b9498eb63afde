package org.uputnica.platform.keys;

import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * One key of a key store: AES-256-GCM where the key is, in a security module inside it. What it
 * makes is a random 96-bit nonce and the ciphertext with its tag of 128 bits.
 *
 * @param provider of the key store; null for the ciphers of the JDK
 */
record StoredKey(SecretKey key, @Nullable Provider provider) implements Aead {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public byte[] encrypt(byte[] plain, byte[] binding) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, plain, binding);
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  @Override
  public byte[] decrypt(byte[] sealed, byte[] binding) throws GeneralSecurityException {
    if (sealed.length < NONCE) {
      throw new GeneralSecurityException("too short");
    }
    ByteBuffer in = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE];
    in.get(nonce);
    byte[] body = new byte[in.remaining()];
    in.get(body);
    return run(Cipher.DECRYPT_MODE, nonce, body, binding);
  }

  private byte[] run(int mode, byte[] nonce, byte[] text, byte[] binding)
      throws GeneralSecurityException {
    Cipher cipher =
        provider == null ? Cipher.getInstance(CIPHER) : Cipher.getInstance(CIPHER, provider);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(binding);
    return cipher.doFinal(text);
  }
}
