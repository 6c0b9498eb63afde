package org.uputnica.audit.domain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public Ed25519 key under its name, as C2SP signed-note writes it: {@code name+id+key}, id the
 * first four bytes of SHA-256 over name, line feed, kind and key.
 *
 * @param name of the journal or the witness: no space and no plus sign
 * @param publicKey 32 bytes (RFC 8032)
 */
public record NoteKey(String name, Kind kind, Octets publicKey) {
  private static final int ID_BYTES = 4;
  private static final int SIGNATURE_BYTES = 64;
  private static final int KEY_BYTES = 32;

  /** SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410). */
  private static final byte[] ENCODING = HexFormat.of().parseHex("302a300506032b6570032100");

  /** What a signature of the key is made over. */
  public enum Kind {
    /** The note itself: C2SP signed-note, Ed25519. */
    JOURNAL(1),
    /** The note and the time it was seen: C2SP tlog-cosignature, cosignature/v1. */
    WITNESS(4);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }
  }

  /** Checks the form. */
  public NoteKey {
    if (!isName(name)) {
      throw new IllegalArgumentException("a key has a name without space and plus sign");
    }
    if (publicKey.length() != KEY_BYTES) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
    }
  }

  /** Whether a key can have this name. */
  public static boolean isName(String name) {
    return !name.isBlank() && name.chars().noneMatch(c -> Character.isWhitespace(c) || c == '+');
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException when it is none, or its id is another key's
   */
  public static NoteKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a key is name+id+key");
    }
    byte[] key = Base64.getDecoder().decode(parts[2]);
    for (Kind kind : Kind.values()) {
      if (key.length == KEY_BYTES + 1 && key[0] == kind.code) {
        NoteKey read =
            new NoteKey(parts[0], kind, Octets.of(Arrays.copyOfRange(key, 1, key.length)));
        if (read.id().hex().equals(parts[1])) {
          return read;
        }
      }
    }
    throw new IllegalArgumentException("a key is name+id+key");
  }

  /** What tells this key from others of its name. */
  public Octets id() {
    ByteArrayOutputStream named = new ByteArrayOutputStream();
    named.writeBytes((name + '\n').getBytes(StandardCharsets.UTF_8));
    named.write(kind.code);
    named.writeBytes(publicKey.bytes());
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(named.toByteArray());
      return Octets.of(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /** The key as one word that a verifier can be given. */
  public String text() {
    byte[] key = ByteBuffer.allocate(KEY_BYTES + 1).put(kind.code).put(publicKey.bytes()).array();
    return name + '+' + id().hex() + '+' + Base64.getEncoder().encodeToString(key);
  }

  /** The signature as it stands in a note: id and signature. */
  public Octets line(byte[] signature) {
    return Octets.of(
        ByteBuffer.allocate(ID_BYTES + signature.length).put(id().bytes()).put(signature).array());
  }

  /** Whether one of the note's signatures is a good one of this key. */
  public boolean verifies(SignedNote note) {
    return note.signatures().stream()
        .anyMatch(line -> line.name().equals(name) && verifies(note.text(), line.signature()));
  }

  /**
   * Whether {@code line} is this key's signature of the text.
   *
   * @param line id and signature; of a witness id, seconds since 1970 (8 bytes) and signature
   */
  public boolean verifies(String text, Octets line) {
    ByteBuffer in = ByteBuffer.wrap(line.bytes());
    int expected = ID_BYTES + SIGNATURE_BYTES + (kind == Kind.WITNESS ? Long.BYTES : 0);
    if (in.remaining() != expected) {
      return false;
    }
    byte[] id = new byte[ID_BYTES];
    in.get(id);
    String signed =
        switch (kind) {
          case JOURNAL -> text;
          case WITNESS -> "cosignature/v1\ntime " + in.getLong() + '\n' + text;
        };
    byte[] signature = new byte[SIGNATURE_BYTES];
    in.get(signature);
    return Octets.of(id).equals(id())
        && isSignature(signed.getBytes(StandardCharsets.UTF_8), signature);
  }

  private boolean isSignature(byte[] message, byte[] signature) {
    byte[] encoded =
        ByteBuffer.allocate(ENCODING.length + KEY_BYTES)
            .put(ENCODING)
            .put(publicKey.bytes())
            .array();
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      check.update(message);
      return check.verify(signature);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has Ed25519", missing);
    } catch (GeneralSecurityException noPointOfTheCurve) {
      return false;
    }
  }
}
