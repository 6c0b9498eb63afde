package org.uputnica.directory;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Settings of the directory. */
@ConfigMapping(prefix = "uputnica.directory")
public interface DirectorySettings {
  /**
   * Files in HSDS shape that fill the directory of each country that has none yet, at start: {@code
   * classpath:} resources, files, or directories whose {@code *.json} are taken in the order of
   * their names. Nothing when absent.
   */
  Optional<List<String>> seed();

  /** Largest file that is taken over HTTP. */
  @WithDefault("256M")
  MemorySize largestFile();
}
