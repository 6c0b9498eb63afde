package org.uputnica.platform.keys;

import com.google.crypto.tink.Aead;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * The node's keys for signing its journal: Ed25519 (RFC 8032), one file for each number, encrypted
 * under the operator's passphrase like the other key files. A file is never replaced: the key with
 * the highest number is the one in use.
 */
@ApplicationScoped
public class JournalKeys {
  private static final int PUBLIC_BYTES = 32;

  private final Path directory;
  private final Optional<String> passphrase;
  private final Map<Integer, Pair> pairs = new ConcurrentHashMap<>();
  private @Nullable Opened opened;

  @Inject
  JournalKeys(KeySettings settings) {
    this(settings.directory(), settings.passphrase());
  }

  JournalKeys(Path directory, Optional<String> passphrase) {
    this.directory = directory;
    this.passphrase = passphrase;
  }

  /** Whether there is a key with this number. */
  public boolean has(int number) {
    return pairs.containsKey(number)
        || attempt(number, () -> files().files.read(file(number)).isPresent());
  }

  /**
   * Makes the key with this number; of two copies of the service that make it, one wins.
   *
   * @return its public part, 32 bytes
   */
  public byte[] make(int number) {
    return attempt(
        number,
        () -> {
          if (files().files.read(file(number)).isEmpty()) {
            KeyPair fresh = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] secret = fresh.getPrivate().getEncoded();
            byte[] encoded = fresh.getPublic().getEncoded();
            byte[] both =
                ByteBuffer.allocate(PUBLIC_BYTES + secret.length)
                    .put(encoded, encoded.length - PUBLIC_BYTES, PUBLIC_BYTES)
                    .put(secret)
                    .array();
            files().files.create(file(number), files().master.encrypt(both, owner(number)));
          }
          return pair(number).publicKey.clone();
        });
  }

  /**
   * The public part of the key with this number, 32 bytes.
   *
   * @throws RefusedException {@code unavailable} when the key is not there or does not open
   */
  public byte[] publicKey(int number) {
    return attempt(number, () -> pair(number).publicKey.clone());
  }

  /**
   * Signs with the key of this number.
   *
   * @return 64 bytes
   * @throws RefusedException {@code unavailable} when the key is not there or does not open
   */
  public byte[] sign(int number, byte[] message) {
    return attempt(
        number,
        () -> {
          Signature signature = Signature.getInstance("Ed25519");
          signature.initSign(pair(number).privateKey);
          signature.update(message);
          return signature.sign();
        });
  }

  private Pair pair(int number) throws IOException, GeneralSecurityException {
    @Nullable Pair known = pairs.get(number);
    if (known != null) {
      return known;
    }
    byte[] kept =
        files().files.read(file(number)).orElseThrow(() -> new GeneralSecurityException("absent"));
    byte[] both = files().master.decrypt(kept, owner(number));
    Pair read =
        new Pair(
            Arrays.copyOf(both, PUBLIC_BYTES),
            KeyFactory.getInstance("Ed25519")
                .generatePrivate(
                    new PKCS8EncodedKeySpec(Arrays.copyOfRange(both, PUBLIC_BYTES, both.length))));
    pairs.put(number, read);
    return read;
  }

  private synchronized Opened files() throws IOException, GeneralSecurityException {
    @Nullable Opened known = opened;
    if (known == null) {
      KeyFiles files = KeyFiles.in(directory);
      known = new Opened(files, MasterKey.open(files, passphrase));
      opened = known;
    }
    return known;
  }

  private static String file(int number) {
    return "journal-" + number;
  }

  private static byte[] owner(int number) {
    return file(number).getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T attempt(int number, Work<T> work) {
    try {
      return work.call();
    } catch (IOException | GeneralSecurityException broken) {
      Log.errorf("key file %s cannot be used: %s", file(number), broken.getClass().getSimpleName());
      throw RefusedException.of(ProblemType.UNAVAILABLE, "The keys cannot be reached");
    }
  }

  private interface Work<T> {
    T call() throws IOException, GeneralSecurityException;
  }

  private record Opened(KeyFiles files, Aead master) {}

  /** Its parts; arrays stay inside. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pair(byte[] publicKey, PrivateKey privateKey) {}
}
