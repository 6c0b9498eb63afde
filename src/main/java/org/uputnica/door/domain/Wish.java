package org.uputnica.door.domain;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks at her own door, in her words.
 *
 * @param way code of the way in which she is reached safely
 * @param reach where to
 * @param times when it is safe
 */
public record Wish(
    DoorMessage.Kind kind,
    @Nullable String text,
    @Nullable String way,
    @Nullable String reach,
    @Nullable String times) {
  /** The field without which it cannot be passed on. */
  public Optional<String> missing() {
    return switch (kind) {
      case MESSAGE -> text == null ? Optional.of("text") : Optional.empty();
      case CONTACT ->
          way == null
              ? Optional.of("way")
              : times == null ? Optional.of("times") : Optional.empty();
      case COPY -> Optional.empty();
    };
  }

  /** Her words as they are sealed: way, where to, when and what she says, line by line. */
  public Optional<String> words() {
    String words =
        Stream.of(way, reach, times, text)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"));
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  @Override
  public String toString() {
    return "Wish[redacted]";
  }
}
