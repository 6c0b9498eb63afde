package org.uputnica.platform.scan;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which scanner looks at what is sent in, and where it listens. */
@ConfigMapping(prefix = "uputnica.scanner")
public interface ScannerSettings {
  /** {@code CLAMD}; {@code NONE} looks at nothing and is refused in production. */
  @WithDefault("CLAMD")
  Kind kind();

  /** Host of clamd. Contents pass to it unsealed: the same machine, or a private network. */
  @WithDefault("127.0.0.1")
  String host();

  /** TCP port of clamd. */
  @WithDefault("3310")
  int port();

  /** How long clamd may be silent before it counts as away. */
  @WithDefault("PT20S")
  Duration patience();

  /** The scanners there are. */
  enum Kind {
    CLAMD,
    NONE
  }
}
