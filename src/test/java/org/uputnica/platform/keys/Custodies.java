package org.uputnica.platform.keys;

import java.nio.file.Path;
import java.util.Optional;

/** Settings of a key custody without a running service. */
final class Custodies {
  private Custodies() {}

  static KeySettings settings(
      KeySettings.Kind kind,
      Path directory,
      Optional<String> passphrase,
      Optional<Path> configuration,
      Optional<String> pin) {
    return new KeySettings() {
      @Override
      public Kind custody() {
        return kind;
      }

      @Override
      public Path directory() {
        return directory;
      }

      @Override
      public Optional<String> passphrase() {
        return passphrase;
      }

      @Override
      public Module module() {
        return new Module() {
          @Override
          public Optional<Path> configuration() {
            return configuration;
          }

          @Override
          public Optional<String> pin() {
            return pin;
          }
        };
      }
    };
  }
}
