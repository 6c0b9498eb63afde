package org.uputnica.door.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class NumberHashTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long KEYED = 0x1234_5678_9abcL;

  private final ReceiptNumber number = ReceiptNumber.random(RANDOM);

  @Test
  void itFitsItsNumberAlone() {
    NumberHash hash = NumberHash.of(number, KEYED, 1_000, RANDOM);
    assertThat(hash.fits(number, KEYED)).isTrue();
    assertThat(hash.fits(ReceiptNumber.random(RANDOM), KEYED)).isFalse();
    assertThat(hash.toString()).isEqualTo("NumberHash[redacted]");
  }

  @Test
  void withoutTheKeyTheNumberDoesNotFit() {
    assertThat(NumberHash.of(number, KEYED, 1_000, RANDOM).fits(number, KEYED + 1)).isFalse();
  }

  @Test
  void twoHashesOfOneNumberAreNotAlike() {
    NumberHash one = NumberHash.of(number, KEYED, 1_000, RANDOM);
    NumberHash other = NumberHash.of(number, KEYED, 1_000, RANDOM);
    assertThat(one.hash()).isNotEqualTo(other.hash());
    assertThat(one.salt()).hasSize(16).isNotEqualTo(other.salt());
  }

  @Test
  void nobodysHashFitsNothing() {
    assertThat(NumberHash.ofNobody(1_000, RANDOM).fits(number, KEYED)).isFalse();
  }
}
