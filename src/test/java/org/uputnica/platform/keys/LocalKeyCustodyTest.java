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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

class LocalKeyCustodyTest {
  private static final Optional<String> PASSPHRASE = Optional.of("four words on paper");
  private static final OrganizationId BREZA = organization(4);
  private static final OrganizationId JASEN = organization(5);
  private static final CountryCode ME = new CountryCode("ME");
  private static final byte[] CONTEXT = "case 7".getBytes(StandardCharsets.UTF_8);

  @TempDir Path home;

  @Test
  void whatIsWrappedOpensForItsOrganisationAndContextOnly() {
    var custody = custody();
    byte[] key = Random.randBytes(32);
    byte[] wrapped = custody.wrap(BREZA, key, CONTEXT);
    custody.wrap(JASEN, key, CONTEXT);

    assertThat(custody.unwrap(BREZA, wrapped, CONTEXT)).isEqualTo(key);
    assertThatThrownBy(() -> custody.unwrap(JASEN, wrapped, CONTEXT))
        .isInstanceOf(WrongKeyException.class);
    assertThatThrownBy(() -> custody.unwrap(BREZA, wrapped, new byte[] {7}))
        .isInstanceOf(WrongKeyException.class);
  }

  @Test
  void keysOutliveTheService() {
    byte[] key = Random.randBytes(32);
    byte[] wrapped = custody().wrap(BREZA, key, CONTEXT);

    assertThat(custody().unwrap(BREZA, wrapped, CONTEXT)).isEqualTo(key);
  }

  @Test
  void copiesThatStartTogetherShareEveryKey() throws Exception {
    int copies = 4;
    try (var threads = Executors.newFixedThreadPool(copies)) {
      List<Callable<LocalKeyCustody>> starts = new ArrayList<>();
      for (int i = 0; i < copies; i++) {
        starts.add(this::custody);
      }
      List<LocalKeyCustody> custodies = new ArrayList<>();
      for (var started : threads.invokeAll(starts)) {
        custodies.add(started.get());
      }
      for (int number = 0; number < 25; number++) {
        OrganizationId organization = organization(number);
        byte[] key = Random.randBytes(32);
        List<Callable<byte[]>> wraps = new ArrayList<>();
        for (LocalKeyCustody custody : custodies) {
          wraps.add(() -> custody.wrap(organization, key, CONTEXT));
        }
        for (var wrapped : threads.invokeAll(wraps)) {
          for (LocalKeyCustody custody : custodies) {
            assertThat(custody.unwrap(organization, wrapped.get(), CONTEXT)).isEqualTo(key);
          }
        }
      }
    }
    try (Stream<Path> files = Files.list(keys())) {
      assertThat(files.filter(file -> file.toString().endsWith(".new"))).isEmpty();
    }
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
    byte[] wrapped = custody().wrap(BREZA, Random.randBytes(32), CONTEXT);
    Files.delete(file(BREZA));

    assertUnavailable(custody(), wrapped);
    assertThat(file(BREZA)).doesNotExist();
  }

  @Test
  void aKeyFileOfAnotherOrganisationDoesNotOpen() throws IOException {
    var custody = custody();
    custody.wrap(JASEN, Random.randBytes(32), CONTEXT);
    byte[] wrapped = custody.wrap(BREZA, Random.randBytes(32), CONTEXT);
    Files.copy(file(JASEN), file(BREZA), StandardCopyOption.REPLACE_EXISTING);

    assertUnavailable(custody(), wrapped);
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws IOException {
    var custody = custody();
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
  void aCountrySignsAndOpensWithTheSameKeysAfterARestart() throws JoseException {
    CountryKeys before = custody().country(ME);
    CountryKeys after = custody().country(ME);

    var signed = new JsonWebSignature();
    signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    signed.setKey(before.sign().getPrivateKey());
    signed.setPayload("agreed");
    var sealed = new JsonWebEncryption();
    sealed.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
    sealed.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    sealed.setKey(before.publicEncrypt().getPublicKey());
    sealed.setPayload(signed.getCompactSerialization());

    var opened = new JsonWebEncryption();
    opened.setKey(after.decrypt().getPrivateKey());
    opened.setCompactSerialization(sealed.getCompactSerialization());
    var verified = new JsonWebSignature();
    verified.setKey(after.publicSign().getPublicKey());
    verified.setCompactSerialization(opened.getPayload());
    assertThat(verified.verifySignature()).isTrue();
    assertThat(verified.getPayload()).isEqualTo("agreed");
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
