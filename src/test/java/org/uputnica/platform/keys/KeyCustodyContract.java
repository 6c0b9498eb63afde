package org.uputnica.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.Random;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** What every key custody promises, whoever keeps the keys. */
abstract class KeyCustodyContract {
  private static final CountryCode ME = new CountryCode("ME");
  private static final byte[] CONTEXT = "case 7".getBytes(StandardCharsets.UTF_8);

  private final OrganizationId house = new OrganizationId(Ids.random());
  private final OrganizationId otherHouse = new OrganizationId(Ids.random());
  private final byte[] key = Random.randBytes(32);

  /** Opens the custody as one more copy of the service does. */
  abstract KeyCustody open();

  /** Makes the keys unreachable for copies that run. */
  abstract void takeAway() throws IOException;

  @Test
  void whatIsWrappedOpensForItsOrganisationAndContextOnly() {
    KeyCustody custody = withKeys();
    byte[] wrapped = custody.wrap(house, key, CONTEXT);

    assertThat(custody.unwrap(house, wrapped, CONTEXT)).isEqualTo(key);
    assertWrong(() -> custody.unwrap(otherHouse, wrapped, CONTEXT));
    assertWrong(() -> custody.unwrap(house, wrapped, new byte[] {7}));
  }

  @Test
  void everyChangedByteIsNoticed() {
    KeyCustody custody = withKeys();
    byte[] wrapped = custody.wrap(house, key, CONTEXT);
    for (int i = 0; i < wrapped.length; i++) {
      byte[] changed = wrapped.clone();
      changed[i] ^= 1;
      assertWrong(() -> custody.unwrap(house, changed, CONTEXT));
    }
    assertWrong(() -> custody.unwrap(house, new byte[3], CONTEXT));
  }

  @Test
  void keysOutliveTheService() {
    byte[] wrapped = withKeys().wrap(house, key, CONTEXT);
    assertThat(open().unwrap(house, wrapped, CONTEXT)).isEqualTo(key);
  }

  @Test
  void nothingIsWrappedForWhomNoKeyWasMade() {
    KeyCustody custody = open();
    assertThat(custody.has(house)).isFalse();
    assertUnavailable(() -> custody.wrap(house, key, CONTEXT));
    assertUnavailable(() -> custody.unwrap(house, new byte[64], CONTEXT));
    assertUnavailable(() -> custody.current(house));
    assertUnavailable(() -> custody.rotate(house, 1));
    assertThat(custody.has(house)).isFalse();
  }

  @Test
  void makingAKeyTwiceKeepsTheFirst() {
    KeyCustody custody = withKeys();
    byte[] wrapped = custody.wrap(house, key, CONTEXT);
    custody.make(house);
    open().make(house);
    assertThat(custody.unwrap(house, wrapped, CONTEXT)).isEqualTo(key);
    assertThat(KeyCustody.version(wrapped)).isEqualTo(custody.current(house));
  }

  @Test
  void aNewVersionWrapsAndTheOldOneStillOpens() {
    KeyCustody custody = withKeys();
    byte[] before = custody.wrap(house, key, CONTEXT);
    long from = custody.current(house);
    long to = custody.rotate(house, from);

    byte[] after = custody.wrap(house, key, CONTEXT);
    assertThat(to).isNotEqualTo(from).isEqualTo(custody.current(house));
    assertThat(KeyCustody.version(before)).isEqualTo(from);
    assertThat(KeyCustody.version(after)).isEqualTo(to);
    assertThat(custody.unwrap(house, before, CONTEXT)).isEqualTo(key);
    assertThat(custody.unwrap(house, after, CONTEXT)).isEqualTo(key);
  }

  @Test
  void aCopyThatRunsUsesTheNewVersionAtOnce() {
    KeyCustody here = withKeys();
    KeyCustody there = open();
    there.wrap(house, key, CONTEXT);
    long to = here.rotate(house, here.current(house));

    assertThat(there.unwrap(house, here.wrap(house, key, CONTEXT), CONTEXT)).isEqualTo(key);
    assertThat(KeyCustody.version(there.wrap(house, key, CONTEXT))).isEqualTo(to);
  }

  @Test
  void aRotationRepeatedAfterACrashMakesNoSecondVersion() throws Exception {
    KeyCustody custody = withKeys();
    long from = custody.current(house);
    Set<Long> versions = new HashSet<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Long>> rotations = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        KeyCustody copy = open();
        rotations.add(() -> copy.rotate(house, from));
      }
      for (var rotated : threads.invokeAll(rotations)) {
        versions.add(rotated.get());
      }
    }
    assertThat(versions).containsExactly(custody.current(house));
    assertThat(custody.rotate(house, from)).isEqualTo(custody.current(house));
  }

  @Test
  void aDestroyedVersionOpensNothingAnywhere() {
    KeyCustody custody = withKeys();
    KeyCustody there = open();
    byte[] before = there.wrap(house, key, CONTEXT);
    long to = custody.rotate(house, custody.current(house));
    byte[] after = there.wrap(house, key, CONTEXT);
    assertThat(custody.destroyOthers(house, to)).isTrue();

    assertWrong(() -> custody.unwrap(house, before, CONTEXT));
    assertWrong(() -> there.unwrap(house, before, CONTEXT));
    assertThat(there.unwrap(house, after, CONTEXT)).isEqualTo(key);
    assertThat(custody.destroyOthers(house, KeyCustody.version(before))).isFalse();
    assertThat(there.unwrap(house, after, CONTEXT)).isEqualTo(key);
  }

  @Test
  void copiesThatStartTogetherShareEveryKey() throws Exception {
    int copies = 4;
    List<KeyCustody> custodies = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      custodies.add(open());
    }
    try (var threads = Executors.newFixedThreadPool(copies)) {
      for (int number = 0; number < 10; number++) {
        OrganizationId organization = new OrganizationId(Ids.random());
        List<Callable<byte[]>> wraps = new ArrayList<>();
        for (KeyCustody custody : custodies) {
          wraps.add(() -> {
            custody.make(organization);
            return custody.wrap(organization, key, CONTEXT);
          });
        }
        for (var wrapped : threads.invokeAll(wraps)) {
          for (KeyCustody custody : custodies) {
            assertThat(custody.unwrap(organization, wrapped.get(), CONTEXT)).isEqualTo(key);
          }
        }
      }
    }
  }

  @Test
  void keysThatAreAwayAreNeverReplaced() throws IOException {
    KeyCustody custody = withKeys();
    byte[] wrapped = custody.wrap(house, key, CONTEXT);
    takeAway();
    assertUnavailable(() -> custody.wrap(house, key, CONTEXT));
    assertUnavailable(() -> custody.unwrap(house, wrapped, CONTEXT));
    assertUnavailable(() -> custody.make(new OrganizationId(Ids.random())));
    assertUnavailable(() -> custody.rotate(house, KeyCustody.version(wrapped)));
  }

  @Test
  void aCountrySignsAndOpensWithTheSameKeysAfterARestart() throws JoseException {
    CountryKeys before = open().country(ME);
    CountryKeys after = open().country(ME);

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

  private KeyCustody withKeys() {
    KeyCustody custody = open();
    custody.make(house);
    custody.make(otherHouse);
    return custody;
  }

  private static void assertWrong(ThrowingCallable use) {
    assertThatThrownBy(use).isInstanceOf(WrongKeyException.class);
  }

  static void assertUnavailable(ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().type()).isEqualTo(ProblemType.UNAVAILABLE));
  }
}
