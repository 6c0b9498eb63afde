package org.uputnica.platform.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.Random;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Search keys as files beside the other keys, encrypted under the same master key and bound to
 * their name. Read each time and not remembered: a key that was taken away is gone at once.
 */
@Startup
@ApplicationScoped
public class LocalSearchKeys implements SearchKeys {
  private static final int KEY_BYTES = 32;

  private final KeyFiles files;
  private final Aead master;

  @Inject
  LocalSearchKeys(KeySettings settings) {
    this(settings.directory(), settings.passphrase());
  }

  LocalSearchKeys(Path directory, Optional<String> passphrase) {
    try {
      files = KeyFiles.in(directory);
      master = MasterKey.open(files, passphrase);
    } catch (IOException cannot) {
      throw new IllegalStateException(
          "uputnica.keys.directory cannot be used: " + directory, cannot);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This Java lacks the ciphers for the keys", missing);
    }
  }

  @Override
  public SearchKey make(SearchKeyId id) {
    return attempt(
        id,
        () -> {
          Optional<byte[]> kept = files.read(id.toString());
          return parse(id, kept.isPresent() ? kept.get() : create(id));
        });
  }

  @Override
  public SearchKey require(SearchKeyId id) {
    return attempt(
        id,
        () -> parse(id, files.read(id.toString()).orElseThrow(() -> unavailable(id, "absent"))));
  }

  private byte[] create(SearchKeyId id) throws IOException, GeneralSecurityException {
    return files.create(id.toString(), master.encrypt(Random.randBytes(KEY_BYTES), binding(id)));
  }

  private SearchKey parse(SearchKeyId id, byte[] kept) throws GeneralSecurityException {
    return new SearchKey(master.decrypt(kept, binding(id)));
  }

  private static byte[] binding(SearchKeyId id) {
    return id.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static SearchKey attempt(SearchKeyId id, Work work) {
    try {
      return work.call();
    } catch (IOException | GeneralSecurityException broken) {
      throw unavailable(id, broken.getClass().getSimpleName());
    }
  }

  private static RefusedException unavailable(SearchKeyId id, String why) {
    Log.errorf("key file %s cannot be used: %s", id, why);
    return RefusedException.of(
        ProblemType.UNAVAILABLE, "The keys cannot be reached; nothing was read or changed");
  }

  private interface Work {
    SearchKey call() throws IOException, GeneralSecurityException;
  }
}
