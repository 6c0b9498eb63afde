package org.uputnica.platform.keys;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Which key custody is used, where its files are and what opens them. */
@ConfigMapping(prefix = "uputnica.keys")
public interface KeySettings {
  /** Who keeps the keys of organisations. */
  @WithDefault("files")
  Kind custody();

  /**
   * Directory of the key files, made if absent, readable by its owner only. All copies of the
   * service share one; without it nothing sealed can be read again, so it is backed up apart from
   * the database. With a security module it holds the keys of countries, sealed by the module, and
   * tells the copies that a key has changed.
   */
  Path directory();

  /**
   * Opens the key files and the PKCS #12 key store. At least 12 characters; the service does not
   * start without it. Best a random text from the operator's secret store.
   */
  Optional<String> passphrase();

  /** The security module, for {@code security-module}. */
  Module module();

  /** The kinds of custody. */
  enum Kind {
    /** Tink keysets in the directory, encrypted under the passphrase. */
    FILES,
    /** A PKCS #12 key store {@code keys.p12} in the directory, encrypted under the passphrase. */
    KEY_STORE,
    /** A PKCS #11 token: keys are made in it and never leave. */
    SECURITY_MODULE
  }

  /** A PKCS #11 token. */
  interface Module {
    /** Configuration of SunPKCS11: library, slot, attributes of new keys. */
    Optional<Path> configuration();

    /** PIN of the user of the token. */
    Optional<String> pin();
  }
}
