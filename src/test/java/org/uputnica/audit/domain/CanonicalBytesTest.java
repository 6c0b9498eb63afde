package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The bytes that are hashed, written out by hand: a verifier in another language makes the same.
 */
class CanonicalBytesTest {
  private static final String ABSENT = "ffffffff";

  @Test
  void aFieldIsItsLengthAndItsBytesAndAListItsCountAndItsFields() {
    assertThat(hex(new CanonicalBytes().text("aš"))).isEqualTo("00000003" + "61c5a1");
    assertThat(hex(new CanonicalBytes().text(null).uuid(null).octets(null)))
        .isEqualTo(ABSENT + ABSENT + ABSENT);
    assertThat(hex(new CanonicalBytes().texts(List.of("a", ""))))
        .isEqualTo("00000002" + "0000000161" + "00000000");
    assertThat(hex(new CanonicalBytes().integers(List.of(1L, -1L))))
        .isEqualTo("00000002" + "000000080000000000000001" + "00000008ffffffffffffffff");
    assertThat(hex(new CanonicalBytes().allOctets(List.of(Octets.of(new byte[] {7})))))
        .isEqualTo("00000001" + "0000000107");
    assertThat(hex(new CanonicalBytes().instant(Instant.ofEpochSecond(258, 5_999))))
        .isEqualTo("0000000c" + "0000000000000102" + "00000005");
  }

  @Test
  void leavesNodesAndCheckpointsAreNeverTakenForEachOther() throws NoSuchAlgorithmException {
    Octets left = Octets.of(new byte[] {1});
    Octets right = Octets.of(new byte[] {2, 3});
    assertThat(Hashing.leaf(left, right.bytes())).isEqualTo(sha256("00010203"));
    assertThat(Hashing.node(left, right)).isEqualTo(sha256("01010203"));
    assertThat(Hashing.checkpoint(new byte[] {1, 2, 3})).isEqualTo(sha256("02010203"));
    assertThat(Hashing.nothing()).isEqualTo(sha256(""));
  }

  private static Octets sha256(String hex) throws NoSuchAlgorithmException {
    return Octets.of(MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(hex)));
  }

  private static String hex(CanonicalBytes bytes) {
    return HexFormat.of().formatHex(bytes.bytes());
  }
}
