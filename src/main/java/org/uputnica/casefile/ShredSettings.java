package org.uputnica.casefile;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the shred list is. */
@ConfigMapping(prefix = "uputnica.shred")
public interface ShredSettings {
  /**
   * Directory of the shred list, outside the database, made if absent. All copies of the service
   * share one. {@code list} is the list; {@code places} names directories, one a line, that get a
   * copy of it after every erasure: backups, another disk.
   */
  Path directory();
}
