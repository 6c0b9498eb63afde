package org.uputnica.audit.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/** A key pair of a test's own. */
final class Ed25519 {
  private final KeyPair pair;
  private final NoteKey key;

  Ed25519(String name) {
    this(name, NoteKey.Kind.JOURNAL);
  }

  Ed25519(String name, NoteKey.Kind kind) {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
    byte[] encoded = pair.getPublic().getEncoded();
    key =
        new NoteKey(
            name,
            kind,
            Octets.of(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
  }

  NoteKey key() {
    return key;
  }

  /** The signature with the id of the key before it. */
  Octets sign(String text) {
    return key.line(signature(text));
  }

  byte[] signature(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
