package org.uputnica.launch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words after {@code backup} and {@code restore}: one folder, and options with a value.
 *
 * @param folder absolute
 */
record Arguments(Path folder, Map<String, String> options) {
  static final String KEYS = "--keys";
  static final String UNTIL = "--until";
  static final String SHRED_LIST = "--shred-list";

  /**
   * Reads the words.
   *
   * @throws LaunchException with the usage
   */
  static Arguments of(String usage, Set<String> known, List<String> words) {
    @Nullable Path folder = null;
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (known.contains(word) && i + 1 < words.size()) {
        options.put(word, words.get(++i));
      } else if (folder == null && !word.startsWith("--")) {
        folder = absolute(word);
      } else {
        throw new LaunchException("usage: ./uputnica " + usage);
      }
    }
    if (folder == null) {
      throw new LaunchException("usage: ./uputnica " + usage);
    }
    return new Arguments(folder, options);
  }

  @Nullable Path keys() {
    return path(KEYS);
  }

  @Nullable Path path(String option) {
    String value = options.get(option);
    return value == null ? null : absolute(value);
  }

  /** Relative means: to where the command was typed; ./uputnica itself goes elsewhere. */
  private static Path absolute(String path) {
    return Path.of(System.getProperty("uputnica.typed-in", ""))
        .resolve(path)
        .toAbsolutePath()
        .normalize();
  }
}
