package org.uputnica.inbox.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.domain.ChangeKind;

/**
 * How somebody wants to be told outside of the service.
 *
 * @param kinds of {@link ChangeKind#LINES}
 * @param every at most one letter in so long a time
 * @param quiet null for none
 * @param zone of the clock on her wall
 * @param urgentAlways what is urgent passes the quiet hours
 * @param language of the letter
 */
public record Choices(
    Set<ChangeKind> kinds,
    Duration every,
    @Nullable QuietHours quiet,
    ZoneId zone,
    boolean urgentAlways,
    Locale language) {
  /** Of who has chosen nothing. */
  public static final Choices NONE =
      new Choices(
          ChangeKind.LINES, Duration.ofHours(1), null, ZoneId.of("Etc/UTC"), false, Locale.ENGLISH);

  public Choices {
    kinds = Set.copyOf(kinds);
  }

  /**
   * The first moment from now on at which a letter may be sent.
   *
   * @param last when the last one was sent; null for never
   */
  public Instant mayBeTold(Instant now, @Nullable Instant last, boolean urgent) {
    Instant spaced = last == null || now.isAfter(last.plus(every)) ? now : last.plus(every);
    return quiet == null || (urgent && urgentAlways) ? spaced : quiet.after(spaced);
  }
}
