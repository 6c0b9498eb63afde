package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hashes are kept in sets and compared by what they are; nobody changes them from outside. */
class OctetsTest {
  @Test
  void theSameBytesAreTheSameOctets() {
    Octets one = Octets.of(new byte[] {0, 15, (byte) 255});
    assertThat(one).isEqualTo(Octets.of(new byte[] {0, 15, (byte) 255}));
    assertThat(one).hasSameHashCodeAs(Octets.of(new byte[] {0, 15, (byte) 255}));
    assertThat(one).isNotEqualTo(Octets.of(new byte[] {0, 15})).isNotEqualTo("000fff");
    assertThat(one.length()).isEqualTo(3);
    assertThat(one).hasToString("000fff");
    assertThat(one.hex()).isEqualTo("000fff");
  }

  @Test
  void differentBytesSpreadOverATable() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 256; i++) {
      hashes.add(Octets.of(new byte[] {(byte) i}).hashCode());
    }
    assertThat(hashes).hasSize(256);
  }

  @Test
  void nobodyChangesThemFromOutside() {
    byte[] given = {1, 2};
    Octets octets = Octets.of(given);
    given[0] = 9;
    octets.bytes()[1] = 9;
    assertThat(octets.bytes()).containsExactly(1, 2);
  }
}
