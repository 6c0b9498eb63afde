package org.uputnica.casefile;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How large attachments may be, and how long a link to one lives. */
@ConfigMapping(prefix = "uputnica.attachments")
public interface AttachmentSettings {
  /** Largest evidence of a consent. */
  @WithDefault("20M")
  MemorySize evidence();

  /** Largest document. */
  @WithDefault("20M")
  MemorySize document();

  /** Largest photograph. */
  @WithDefault("20M")
  MemorySize photo();

  /** Largest sound; about an hour in the usual formats of telephones. */
  @WithDefault("60M")
  MemorySize audio();

  /** How long a link waits to be followed. */
  @WithDefault("PT60S")
  Duration linkLifetime();

  /** Chunks of an upload that was never finished are noise and are removed after this time. */
  @WithDefault("PT6H")
  Duration unfinishedKept();
}
