package org.uputnica.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** The bytes keys make: what opens, what a wrapped key tells, how long a token is. */
class StoredKeyTest {
  private static final StoredKey KEY = key(1);
  private static final byte[] BINDING = "case 7".getBytes(StandardCharsets.UTF_8);

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsSealedOpensWithItsKeyAndBindingOnly(long seed) throws GeneralSecurityException {
    Random random = new Random(seed);
    byte[] plain = new byte[random.nextInt(100)];
    random.nextBytes(plain);
    byte[] sealed = KEY.encrypt(plain, BINDING);
    assertThat(sealed).hasSize(12 + plain.length + 16);
    assertThat(KEY.decrypt(sealed, BINDING)).isEqualTo(plain);
    assertThat(KEY.encrypt(plain, BINDING)).as("a new nonce each time").isNotEqualTo(sealed);
    assertCloses(key(2), sealed, BINDING);
    assertCloses(KEY, sealed, new byte[] {7});
    byte[] changed = sealed.clone();
    changed[random.nextInt(changed.length)] ^= 1;
    assertCloses(KEY, changed, BINDING);
    assertCloses(KEY, Arrays.copyOf(sealed, random.nextInt(sealed.length)), BINDING);
  }

  @Test
  void whatIsTooShortForANonceIsNothingSealed() {
    for (int length = 0; length < 12; length++) {
      byte[] sealed = new byte[length];
      assertThatThrownBy(() -> KEY.decrypt(sealed, BINDING))
          .isInstanceOf(GeneralSecurityException.class)
          .hasMessage("too short");
    }
    assertCloses(KEY, new byte[12], BINDING);
  }

  @Test
  void aWrappedKeyTellsItsVersionBehindItsForm() {
    byte[] wrapped = ByteBuffer.allocate(5).put((byte) 2).putInt(7).array();
    assertThat(KeyCustody.version(wrapped)).isEqualTo(7);
    wrapped[1] = -1;
    assertThat(KeyCustody.version(wrapped)).isEqualTo(0xFF00_0007L);
    assertThat(KeyCustody.version(new byte[4])).isEqualTo(-1);
    assertThat(KeyCustody.version(new byte[5])).isZero();
  }

  @Test
  void aSearchKeyIsNamedByItsOwnerAndGeneration() {
    assertThat(SearchKeyId.of(new CountryCode("ME"), 3)).hasToString("search-ME-3");
    assertThat(SearchKeyId.of(new OrganizationId(new UUID(1, 2)), 1))
        .hasToString("search-00000000-0000-0001-0000-000000000002-1");
  }

  /** HMAC-SHA-256 of {@code use}, a zero and the value, computed elsewhere. */
  @Test
  void aTokenIsTheBeginningOfAMac() {
    var key = new SearchKey(new byte[32]);
    long whole = key.token("use", "value", 63);
    assertThat(whole).isEqualTo(7301389568404156421L);
    for (int bits = 1; bits < 63; bits++) {
      assertThat(key.token("use", "value", bits)).isEqualTo(whole >>> (63 - bits));
    }
    assertThat(key.token("us", "e\0value", 63)).isNotEqualTo(key.token("use", "value", 63));
    assertThat(key).hasToString("SearchKey[redacted]");
    assertThat(key.proof()).hasSize(32);
  }

  private static StoredKey key(int seed) {
    byte[] bytes = new byte[32];
    new Random(seed).nextBytes(bytes);
    return new StoredKey(new SecretKeySpec(bytes, "AES"), null);
  }

  private static void assertCloses(StoredKey key, byte[] sealed, byte[] binding) {
    assertThatThrownBy(() -> key.decrypt(sealed, binding))
        .isInstanceOf(GeneralSecurityException.class);
  }
}
