package org.uputnica.platform.keys;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the key files are and what opens them. */
@ConfigMapping(prefix = "uputnica.keys")
public interface KeySettings {
  /**
   * Directory of the key files, made if absent, readable by its owner only. All copies of the
   * service share one; without it nothing sealed can be read again, so it is backed up apart from
   * the database.
   */
  Path directory();

  /**
   * Opens the key files. At least 12 characters; the service does not start without it. Best a
   * random text from the operator's secret store.
   */
  Optional<String> passphrase();
}
