package org.uputnica.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;

/** A small secret opens in its own place and nowhere else. */
class CountrySealTest {
  private static final CountryCode ME = new CountryCode("ME");
  private static final CountryCode AL = new CountryCode("AL");
  private static final byte[] SECRET = "desk@house.example".getBytes(StandardCharsets.UTF_8);

  @TempDir Path home;
  private CountrySeal seal;

  @BeforeEach
  void open() {
    seal =
        new CountrySeal(
            new LocalKeyCustody(home.resolve("keys"), Optional.of("four words on paper")));
  }

  @Test
  void opensInItsPlaceAndIsAnotherEachTime() {
    UUID owner = Ids.random();
    String sealed = seal.seal(owner, ME, SECRET);
    assertThat(seal.open(owner, ME, sealed)).isEqualTo(SECRET);
    assertThat(seal.seal(owner, ME, SECRET)).isNotEqualTo(sealed);
  }

  @Test
  void opensNeitherForAnotherOwnerNorWithTheKeysOfAnotherCountry() {
    UUID owner = Ids.random();
    String sealed = seal.seal(owner, ME, SECRET);
    seal.seal(owner, AL, SECRET);
    assertThatIllegalStateException().isThrownBy(() -> seal.open(Ids.random(), ME, sealed));
    assertThatIllegalStateException()
        .isThrownBy(() ->
            seal.open(
                new UUID(owner.getMostSignificantBits(), owner.getLeastSignificantBits() ^ 1),
                ME,
                sealed));
    assertThatIllegalStateException().isThrownBy(() -> seal.open(owner, AL, sealed));
  }

  @Test
  void whatWasChangedDoesNotOpen() {
    UUID owner = Ids.random();
    String sealed = seal.seal(owner, ME, SECRET);
    char last = sealed.charAt(sealed.length() - 5);
    String changed =
        sealed.substring(0, sealed.length() - 5)
            + (last == 'A' ? 'B' : 'A')
            + sealed.substring(sealed.length() - 4);
    assertThatIllegalStateException().isThrownBy(() -> seal.open(owner, ME, changed));
    assertThatIllegalStateException().isThrownBy(() -> seal.open(owner, ME, "no seal"));
  }
}
