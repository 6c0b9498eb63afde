package org.uputnica.casefile.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How one part of a name sounds, in the few ways it may be read: {@code Jawad} begins its second
 * syllable like Dževad or like Javad. Names that people of the region take for the same, in
 * whatever script, share a reading; its rules are part of the blind index and change with the
 * generation only ({@code docs/adr/0008-search-without-reading.md}).
 */
public record NameSound(List<Reading> readings) {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\u0027\\u2019\\u02BC]+");
  private static final Pattern SILENT = Pattern.compile("[\\u0027\\u2019\\u02BC]");
  private static final Set<String> PARTICLES =
      Set.of("al", "el", "ul", "bin", "ibn", "bint", "ben", "ال");

  /** More parts than that are not a name. */
  private static final int MOST_PARTS = 8;

  public NameSound {
    readings = List.copyOf(readings);
  }

  /** The parts of a name in the order they were written; articles and particles are left out. */
  public static List<NameSound> partsOf(String name) {
    List<NameSound> parts = new ArrayList<>();
    for (String word : BETWEEN_WORDS.split(Alphabets.plain(name))) {
      String letters = SILENT.matcher(word).replaceAll("");
      if (letters.isEmpty() || PARTICLES.contains(letters) || parts.size() == MOST_PARTS) {
        continue;
      }
      List<Reading> readings =
          ArabicReading.isArabic(letters) ? ArabicReading.of(letters) : LatinReading.of(letters);
      if (!readings.isEmpty()) {
        parts.add(new NameSound(readings));
      }
    }
    return parts;
  }

  /** What tokens are made of. */
  public Set<String> skeletons() {
    return readings.stream().map(Reading::skeleton).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the two may be the same name. */
  public boolean isLike(NameSound other) {
    return readings.stream().anyMatch(one -> other.readings.stream().anyMatch(one::isLike));
  }

  /** As {@link #isLike}, and where both are written with their vowels, with the same ones. */
  boolean soundsAs(NameSound other) {
    return readings.stream()
        .anyMatch(one -> other.readings.stream().anyMatch(two -> one.soundsAs(two)));
  }

  @Override
  public String toString() {
    return "NameSound[redacted]";
  }
}
