package org.uputnica.platform.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The key under which the key files lie, derived from the operator's passphrase. Salt, rounds and a
 * check value are kept beside the files: {@code master.properties}. PBKDF2 because it is in every
 * JDK, validated builds included; the passphrase of a production node is a random text, for which a
 * memory-hard function would add nothing.
 */
final class MasterKey {
  /** Shortest passphrase accepted, in characters. */
  static final int SHORTEST_PASSPHRASE = 12;

  private static final String FILE = "master.properties";
  private static final String FUNCTION = "PBKDF2WithHmacSHA512";

  /** OWASP Password Storage Cheat Sheet, PBKDF2 with HMAC-SHA-512. */
  private static final int ROUNDS = 210_000;

  private static final int KEY_BITS = 256;
  private static final int SALT_BYTES = 32;
  private static final byte[] CHECK = "uputnica.master.v1".getBytes(StandardCharsets.UTF_8);

  private MasterKey() {}

  /**
   * Derives the master key; takes about a fifth of a second.
   *
   * @throws IllegalStateException when the passphrase is missing, too short or not the one the
   *     directory was made with; the message names the setting
   */
  static Aead open(KeyFiles files, Optional<String> passphrase)
      throws IOException, GeneralSecurityException {
    String given = require(passphrase, files.toString());
    Optional<byte[]> kept = files.read(FILE);
    return kept.isPresent() ? reopen(files, given, kept.get()) : first(files, given);
  }

  /**
   * The passphrase, if it is one.
   *
   * @throws IllegalStateException when it is missing or too short; the message names the setting
   */
  static String require(Optional<String> passphrase, String directory) {
    String given = passphrase.orElse("");
    if (given.length() < SHORTEST_PASSPHRASE) {
      throw new IllegalStateException(
          "uputnica.keys.passphrase must be set, to at least "
              + SHORTEST_PASSPHRASE
              + " characters: it opens the keys in "
              + directory);
    }
    return given;
  }

  /** Whether the directory is one a master key was made for. */
  static boolean isIn(KeyFiles files) throws IOException {
    return files.stamp(FILE).isPresent();
  }

  private static Aead first(KeyFiles files, String passphrase)
      throws IOException, GeneralSecurityException {
    byte[] salt = Random.randBytes(SALT_BYTES);
    Aead master = derive(passphrase, salt, ROUNDS);
    byte[] mine = print(salt, master.encrypt(CHECK, CHECK));
    byte[] kept = files.create(FILE, mine);
    return Arrays.equals(kept, mine) ? master : reopen(files, passphrase, kept);
  }

  private static Aead reopen(KeyFiles files, String passphrase, byte[] kept)
      throws IOException, GeneralSecurityException {
    Properties read = new Properties();
    read.load(new StringReader(new String(kept, StandardCharsets.UTF_8)));
    Aead master;
    byte[] check;
    try {
      if (!FUNCTION.equals(read.getProperty("function"))) {
        throw new IllegalArgumentException("function");
      }
      int rounds = Integer.parseInt(read.getProperty("rounds", ""));
      check = decode(read, "check");
      master = derive(passphrase, decode(read, "salt"), rounds);
    } catch (IllegalArgumentException damaged) {
      throw new IllegalStateException("The file " + FILE + " in " + files + " is damaged", damaged);
    }
    try {
      master.decrypt(check, CHECK);
    } catch (GeneralSecurityException wrong) {
      throw new IllegalStateException(
          "uputnica.keys.passphrase is not the one the keys in " + files + " were made with",
          wrong);
    }
    return master;
  }

  private static Aead derive(String passphrase, byte[] salt, int rounds)
      throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), salt, rounds, KEY_BITS);
    try {
      return new AesGcmJce(
          SecretKeyFactory.getInstance(FUNCTION).generateSecret(spec).getEncoded());
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] print(byte[] salt, byte[] check) {
    Base64.Encoder base64 = Base64.getEncoder();
    return """
    function=%s
    rounds=%d
    salt=%s
    check=%s
    """
        .formatted(FUNCTION, ROUNDS, base64.encodeToString(salt), base64.encodeToString(check))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] decode(Properties read, String name) {
    return Base64.getDecoder().decode(read.getProperty(name, "?"));
  }
}
