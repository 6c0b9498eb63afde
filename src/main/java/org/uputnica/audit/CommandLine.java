package org.uputnica.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words and {@code --name value} pairs after a command. */
record CommandLine(List<String> words, Map<String, String> options) {
  CommandLine {
    words = List.copyOf(words);
    options = Map.copyOf(options);
  }

  /**
   * Takes the arguments apart.
   *
   * @throws IllegalArgumentException for an option that is not known or has no value; says which
   */
  static CommandLine of(Set<String> known, String... arguments) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith("--")) {
        words.add(argument);
      } else if (!known.contains(argument) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(argument);
      } else {
        options.put(argument, arguments[++i]);
      }
    }
    return new CommandLine(words, options);
  }

  Optional<String> option(String name) {
    @Nullable String value = options.get(name);
    return Optional.ofNullable(value);
  }
}
