package org.uputnica.directory.api.hsds;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Settings of the directory. */
@ConfigMapping(prefix = "uputnica.directory")
public interface DirectoryConfig {
  /**
   * Files in HSDS shape that fill the directory of each country that has none yet, at start: {@code
   * classpath:} resources, files, or directories whose {@code *.json} are taken in the order of
   * their names. Nothing when absent.
   */
  Optional<List<String>> seed();
}
