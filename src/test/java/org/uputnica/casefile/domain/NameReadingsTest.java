package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How names are read, written down: tokens are made of it, so a reading that changes without a new
 * generation of the index ({@code docs/adr/0008-search-without-reading.md}) loses people.
 */
class NameReadingsTest {
  private static final String LETTERS = "abcčćdđeëfghijklmnopqrsštuvwxyzž'’ -абвгдђжзћџш";
  private static final String ARABIC = "ابپتجچحخدذرزسشصطعغفقکگلمنوهیىةءأڤ\u200C ";

  static Stream<String> written() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/reference/name-readings.txt")).stream();
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("written")
  void aNameIsReadAsItWasWhenTheIndexWasMade(String line) {
    String[] parts = line.split(" -> ", 2);
    assertThat(readings(parts[0])).isEqualTo(parts[1]);
  }

  @ParameterizedTest
  @CsvSource({
    // one change in a short name, two in a long one
    "mBrAd,   mBrFd,   true",
    "mBrAdA,  mBrFdF,  false",
    "mBhAmAd, mBhFmFd, true",
    "mBhAmAdAn, mBhFmFdFn, false",
    // the first vowel, and whether a name begins and ends with one
    "mArAd,   mBrAd,   false",
    "mArAdA,  mArAd,   false",
    "AmArAd,  mArAd,   false",
    "FmAr,    AmAr,    false",
    "mArA,    mArF,    true",
    // a repeated consonant counts once; without any, the vowels are compared
    "mAmA,    mA,      false",
    "mAmBn,   mAmn,    true",
    "A,       A,       true",
    "A,       F,       false",
    "AF,      A,       false",
    "mrd,     mrt,     false"
  })
  void twoReadingsAreTheSameNameUpToThis(String one, String other, boolean alike) {
    assertThat(new Reading(one, true).isLike(new Reading(other, true))).isEqualTo(alike);
    assertThat(new Reading(other, true).isLike(new Reading(one, true))).isEqualTo(alike);
  }

  @ParameterizedTest
  @CsvSource({
    "mrd,  mBrFdAn, false",
    "mrd,  mBrFd, true",
    "mrd, mArAd, true",
    "mrdA, mBrAd, false",
    "Ahmd, hAmFd, false",
    "Ahmd, AhmFd, true",
    "Ahmd, FhAmAd, true"
  })
  void withoutWrittenVowelsOnlyTheEndsSayWhetherThereIsOne(
      String arabic, String latin, boolean alike) {
    var written = new Reading(arabic, false);
    var spoken = new Reading(latin, true);
    assertThat(written.isLike(spoken)).isEqualTo(alike);
    assertThat(spoken.isLike(written)).isEqualTo(alike);
    assertThat(written.isLike(new Reading(arabic, false))).isTrue();
  }

  @Test
  void tokensAreMadeOfConsonantsARepeatedOneOnce() {
    assertThat(new Reading("mBhAmAd", true).skeleton()).isEqualTo("mhmd");
    assertThat(new Reading("mAmAmBd", true).skeleton()).isEqualTo("md");
    assertThat(new Reading("AFB", true).skeleton()).isEqualTo("AFB");
  }

  /** Whatever people type, it is read, in a bounded number of ways, and printed nowhere. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyTextIsRead(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String letters = random.nextBoolean() ? LETTERS : ARABIC;
      String text =
          random
              .ints(random.nextInt(30), 0, letters.length())
              .mapToObj(at -> String.valueOf(letters.charAt(at)))
              .collect(Collectors.joining());
      assertThatNoException()
          .as("seed %d: %s", seed, text)
          .isThrownBy(() ->
              NameSound.partsOf(text)
                  .forEach(part -> {
                    assertThat(part.readings()).hasSizeBetween(1, 8);
                    assertThat(part.isLike(part)).isTrue();
                    assertThat(part.skeletons()).allMatch(sound -> !sound.isEmpty());
                    assertThat(part).hasToString("NameSound[redacted]");
                    assertThat(part.readings())
                        .allSatisfy(
                            reading -> assertThat(reading).hasToString("Reading[redacted]"));
                  }));
    }
  }

  private static String readings(String name) {
    return NameSound.partsOf(name).stream()
        .map(NameReadingsTest::readings)
        .collect(Collectors.joining(" "));
  }

  private static String readings(NameSound part) {
    List<Reading> readings = part.readings();
    return readings.stream()
        .map(reading -> reading.sounds() + (reading.vowelsKnown() ? "" : "~"))
        .collect(Collectors.joining("|"));
  }
}
