package org.uputnica.audit.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 with the one-byte prefixes that keep leaves, nodes and checkpoints apart. */
final class Hashing {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final byte CHECKPOINT = 2;

  private Hashing() {}

  static Octets leaf(Octets salt, byte[] content) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    digest.update(salt.bytes());
    return Octets.of(digest.digest(content));
  }

  static Octets node(Octets left, Octets right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left.bytes());
    return Octets.of(digest.digest(right.bytes()));
  }

  static Octets checkpoint(byte[] content) {
    MessageDigest digest = sha256();
    digest.update(CHECKPOINT);
    return Octets.of(digest.digest(content));
  }

  static Octets nothing() {
    return Octets.of(sha256().digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
