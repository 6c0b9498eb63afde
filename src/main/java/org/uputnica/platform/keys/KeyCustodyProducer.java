package org.uputnica.platform.keys;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Optional;

/** Opens the key custody the configuration names, before anything is answered. */
public class KeyCustodyProducer {
  @Produces
  @ApplicationScoped
  @Startup
  KeyCustody custody(KeySettings settings) {
    return open(settings);
  }

  /**
   * Opens the custody.
   *
   * @throws IllegalStateException naming the setting that is wrong
   */
  static KeyCustody open(KeySettings settings) {
    Path directory = settings.directory();
    return switch (settings.custody()) {
      case FILES -> new LocalKeyCustody(directory, settings.passphrase());
      case KEY_STORE ->
          stored(
              "uputnica.keys.passphrase",
              directory,
              files ->
                  KeyStoreEntries.inFile(
                      files, MasterKey.require(settings.passphrase(), files.toString())));
      case SECURITY_MODULE ->
          stored(
              "uputnica.keys.module",
              directory,
              files ->
                  KeyStoreEntries.inToken(
                      files,
                      require(settings.module().configuration(), "configuration"),
                      require(settings.module().pin(), "pin")));
    };
  }

  private static KeyCustody stored(String setting, Path directory, Opening opening) {
    try {
      KeyFiles files = KeyFiles.in(directory);
      return new KeyStoreCustody(files, opening.entries(files));
    } catch (IOException | GeneralSecurityException | ProviderException cannot) {
      throw new IllegalStateException(
          "The keys in "
              + directory
              + " cannot be opened; see "
              + setting
              + " ("
              + cannot.getClass().getSimpleName()
              + ")",
          cannot);
    }
  }

  private static <T> T require(Optional<T> setting, String name) {
    return setting.orElseThrow(
        () -> new IllegalStateException("uputnica.keys.module." + name + " must be set"));
  }

  /** How the entries of a key store are reached. */
  private interface Opening {
    KeyStoreEntries entries(KeyFiles files);
  }
}
