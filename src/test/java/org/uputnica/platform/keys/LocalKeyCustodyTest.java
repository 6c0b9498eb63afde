package org.uputnica.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.Random;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

class LocalKeyCustodyTest extends KeyCustodyContract {
  private static final Optional<String> PASSPHRASE = Optional.of("four words on paper");
  private static final OrganizationId BREZA = organization(4);
  private static final OrganizationId JASEN = organization(5);
  private static final CountryCode ME = new CountryCode("ME");
  private static final byte[] CONTEXT = "case 7".getBytes(StandardCharsets.UTF_8);

  @TempDir Path home;

  @Override
  KeyCustody open() {
    return custody();
  }

  @Override
  void takeAway() throws IOException {
    Files.move(keys(), home.resolve("elsewhere"));
  }

  @Test
  void aWrongPassphraseStopsTheStartAndNamesTheSetting() {
    custody();
    assertThatIllegalStateException()
        .isThrownBy(() -> new LocalKeyCustody(keys(), Optional.of("four other words")))
        .withMessageContaining("uputnica.keys.passphrase is not the one")
        .withMessageContaining(keys().toString());
  }

  @Test
  void aMissingOrShortPassphraseStopsTheStart() {
    for (Optional<String> given : List.of(Optional.<String>empty(), Optional.of("elevenchars"))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> new LocalKeyCustody(keys(), given))
          .withMessageContaining("uputnica.keys.passphrase must be set");
    }
  }

  @Test
  void aDamagedMasterFileStopsTheStart() throws IOException {
    custody();
    Path master = keys().resolve("master.properties");
    String whole = Files.readString(master);
    for (String damaged :
        List.of(
            "",
            whole.replace("rounds=210000", "rounds=many"),
            whole.replace("PBKDF2WithHmacSHA512", "none"),
            whole.replace("salt=", "salt=!"))) {
      Files.writeString(master, damaged);
      assertThatIllegalStateException()
          .isThrownBy(this::custody)
          .withMessageContaining("master.properties")
          .withMessageContaining("is damaged");
    }
  }

  @Test
  void aPlaceThatIsNoDirectoryStopsTheStart() throws IOException {
    Files.writeString(keys(), "a file");
    assertThatIllegalStateException()
        .isThrownBy(this::custody)
        .withMessageContaining("uputnica.keys.directory cannot be used");
  }

  @Test
  void aMissingKeyIsAMissingServiceAndNeverANewKey() throws IOException {
    custody().make(BREZA);
    byte[] wrapped = custody().wrap(BREZA, Random.randBytes(32), CONTEXT);
    Files.delete(file(BREZA));

    assertUnavailable(custody(), wrapped);
    assertThat(file(BREZA)).doesNotExist();
  }

  @Test
  void aKeyFileOfAnotherOrganisationDoesNotOpen() throws IOException {
    var custody = custody();
    custody.make(JASEN);
    custody.make(BREZA);
    custody.wrap(JASEN, Random.randBytes(32), CONTEXT);
    byte[] wrapped = custody.wrap(BREZA, Random.randBytes(32), CONTEXT);
    Files.copy(file(JASEN), file(BREZA), StandardCopyOption.REPLACE_EXISTING);

    assertUnavailable(custody(), wrapped);
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws IOException {
    var custody = custody();
    custody.make(BREZA);
    custody.wrap(BREZA, Random.randBytes(32), CONTEXT);
    custody.country(ME);
    try (Stream<Path> files = Files.list(keys())) {
      assertThat(files.toList())
          .hasSize(3)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
        .isEqualTo("rwx------");
  }

  @Test
  void whatPartnersGetHoldsNoPrivatePart() {
    CountryKeys keys = custody().country(ME);

    assertThat(keys.publicSign().getPrivateKey()).isNull();
    assertThat(keys.publicEncrypt().getPrivateKey()).isNull();
    assertThat(keys.publicSign().getKeyId()).isEqualTo(keys.sign().getKeyId());
    assertThat(keys.sign().getKeyId()).isNotEqualTo(keys.decrypt().getKeyId());
    assertThat(keys.toString()).doesNotContain("\"d\"").contains(keys.sign().getKeyId());
    assertThat(custody().country(new CountryCode("AL")).sign().getKeyId())
        .isNotEqualTo(keys.sign().getKeyId());
  }

  private static void assertUnavailable(KeyCustody custody, byte[] wrapped) {
    assertThatThrownBy(() -> custody.unwrap(BREZA, wrapped, CONTEXT))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  private LocalKeyCustody custody() {
    return new LocalKeyCustody(keys(), PASSPHRASE);
  }

  private Path keys() {
    return home.resolve("keys");
  }

  private Path file(OrganizationId organization) {
    return keys().resolve("organization-" + organization);
  }

  private static OrganizationId organization(int number) {
    return new OrganizationId(new UUID(0x1e00000000004000L, 0x8000000000000000L + number));
  }
}
