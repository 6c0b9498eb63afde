package org.uputnica.offer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An answer through a link.
 *
 * @param day from which day; with a yes
 * @param reason code; with a no
 * @param question words, sealed; with a question
 */
public record ByLink(
    Kind kind, @Nullable LocalDate day, @Nullable String reason, @Nullable String question) {
  /** What is answered. */
  public enum Kind {
    YES,
    NO,
    ASK
  }

  @Override
  public String toString() {
    return "ByLink[" + kind + "]";
  }
}
