package org.uputnica.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

class LocalSearchKeysTest {
  private static final SearchKeyId BREZA = organization(4, 1);
  private static final SearchKeyId JASEN = organization(5, 1);

  @TempDir Path home;

  @Test
  void oneNameHasAnotherTokenForEveryOwnerUseAndGeneration() {
    var keys = keys();
    long token = keys.make(BREZA).token("use", "zr", 63);
    assertThat(keys.make(BREZA).token("use", "zr", 63)).isEqualTo(token);
    assertThat(keys().require(BREZA).token("use", "zr", 63)).isEqualTo(token);
    assertThat(keys.make(JASEN).token("use", "zr", 63)).isNotEqualTo(token);
    assertThat(keys.make(organization(4, 2)).token("use", "zr", 63)).isNotEqualTo(token);
    assertThat(keys.make(SearchKeyId.of(new CountryCode("ME"), 1)).token("use", "zr", 63))
        .isNotEqualTo(token);
    assertThat(keys.make(BREZA).token("other", "zr", 63)).isNotEqualTo(token);
    assertThat(keys.make(BREZA).token("use", "zrk", 63)).isNotEqualTo(token);
  }

  @Test
  void aTokenHasTheBitsItWasAskedFor() {
    SearchKey key = keys().make(BREZA);
    for (int i = 0; i < 1000; i++) {
      assertThat(key.token("use", "value " + i, 12)).isBetween(0L, 4095L);
      assertThat(key.token("use", "value " + i, 63)).isNotNegative();
    }
  }

  @Test
  void aKeyThatIsGoneIsNotMadeAnewToSearchWith() throws IOException {
    var keys = keys();
    keys.make(BREZA);
    Files.delete(home.resolve(BREZA.toString()));
    unavailable(() -> keys.require(BREZA));
    unavailable(() -> keys.require(JASEN));
  }

  @Test
  void aKeyUnderAnotherNameDoesNotOpen() throws IOException {
    var keys = keys();
    keys.make(BREZA);
    keys.make(JASEN);
    Files.copy(
        home.resolve(BREZA.toString()),
        home.resolve(JASEN.toString()),
        StandardCopyOption.REPLACE_EXISTING);
    unavailable(() -> keys.require(JASEN));
    unavailable(() -> keys.make(JASEN));
  }

  @Test
  void aKeyMadeAnewHasAnotherProof() throws IOException {
    var keys = keys();
    byte[] proof = keys.make(BREZA).proof();
    assertThat(keys.require(BREZA).proof()).isEqualTo(proof);
    Files.delete(home.resolve(BREZA.toString()));
    assertThat(keys.make(BREZA).proof()).isNotEqualTo(proof);
  }

  private LocalSearchKeys keys() {
    return new LocalSearchKeys(home, Optional.of("four words on paper"));
  }

  private static SearchKeyId organization(int number, int generation) {
    return SearchKeyId.of(
        new OrganizationId(UUID.fromString("1e000000-0000-4000-8000-%012x".formatted(number))),
        generation);
  }

  private static void unavailable(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().type()).isEqualTo(ProblemType.UNAVAILABLE));
  }
}
