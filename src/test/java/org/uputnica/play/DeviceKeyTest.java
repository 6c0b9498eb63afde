package org.uputnica.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** A device in a story keeps its key while the story is interrupted. */
class DeviceKeyTest {
  private static final Instant NOW = Instant.parse("2026-03-02T02:15:00Z");

  @Test
  void aKeyThatWasKeptMakesProofsOfTheSameKey() throws Exception {
    DeviceKey key = DeviceKey.make();
    JsonWebSignature before = proof(key);
    JsonWebSignature after = proof(DeviceKey.read(key.print()));
    assertThat(thumbprint(after)).isEqualTo(thumbprint(before));
    assertThat(JwtClaims.parse(after.getPayload()).getJwtId())
        .isNotEqualTo(JwtClaims.parse(before.getPayload()).getJwtId());
  }

  @Test
  void aProofCarriesNoPrivatePart() throws Exception {
    assertThat(proof(DeviceKey.make()).getJwkHeader().getPrivateKey()).isNull();
  }

  @Test
  void whatIsNoKeyIsAMistakeOfTheBookmark() {
    assertThatThrownBy(() -> DeviceKey.read("{}")).isInstanceOf(ScenarioMistake.class);
  }

  private static JsonWebSignature proof(DeviceKey key) throws Exception {
    JsonWebSignature proof = new JsonWebSignature();
    proof.setCompactSerialization(key.proof("GET", "http://localhost/v1/me", "token", NOW));
    PublicJsonWebKey said = proof.getJwkHeader();
    proof.setKey(said.getPublicKey());
    assertThat(proof.verifySignature()).isTrue();
    return proof;
  }

  private static String thumbprint(JsonWebSignature proof) throws Exception {
    return proof.getJwkHeader().calculateBase64urlEncodedThumbprint("SHA-256");
  }
}
