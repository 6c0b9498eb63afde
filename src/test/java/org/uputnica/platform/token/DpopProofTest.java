package org.uputnica.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.testing.ClientKey;

/** A proof is about one key, one token, one request and one minute (RFC 9449, section 4.3). */
class DpopProofTest {
  private static final String ADDRESS = "https://api.example.org/v1/cases";
  private static final String TOKEN = "header.claims.signature";
  private static final ClientKey KEY = new ClientKey();
  private static final ClientKey OTHER = new ClientKey();
  private static final Instant NOW = ClientKey.now();
  private static final Duration WINDOW = Duration.ofSeconds(60);

  @Test
  void aGoodProofIsTaken() throws InvalidProofException {
    DpopProof proof = read(KEY.proof("GET", ADDRESS, TOKEN));
    assertThat(proof.fingerprint()).hasSize(32);
    assertThat(proof.until()).isAfter(NOW.plus(WINDOW));
  }

  @Test
  void theSameIdUnderAnotherKeyIsAnotherProof() throws InvalidProofException {
    Consumer<JwtClaims> id = claims -> claims.setJwtId("1");
    DpopProof one = read(KEY.proof("GET", ADDRESS, TOKEN, id, _ -> {}));
    DpopProof again = read(KEY.proof("GET", ADDRESS, TOKEN, id, _ -> {}));
    DpopProof other =
        DpopProof.read(
            OTHER.proof("GET", ADDRESS, TOKEN, id, _ -> {}),
            new DpopProof.Expected("GET", URI.create(ADDRESS), TOKEN, OTHER.thumbprint()),
            NOW,
            WINDOW);
    assertThat(one.fingerprint()).isEqualTo(again.fingerprint()).isNotEqualTo(other.fingerprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTPS://API.example.org/v1/cases", "https://api.example.org:443/v1/cases"})
  void theSameAddressWrittenOtherwiseIsTaken(String address) throws InvalidProofException {
    assertThat(read(KEY.proof("GET", address, TOKEN)).fingerprint()).hasSize(32);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void whatIsNotRightIsRefused(String what, String proof) {
    assertThatThrownBy(() -> read(proof)).isInstanceOf(InvalidProofException.class);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("garbage", "a.b.c"),
        Arguments.of("huge", "a".repeat(5_000)),
        Arguments.of("another method", KEY.proof("POST", ADDRESS, TOKEN)),
        Arguments.of("another path", KEY.proof("GET", ADDRESS + "/1", TOKEN)),
        Arguments.of("another host", KEY.proof("GET", "https://evil.example.org/v1/cases", TOKEN)),
        Arguments.of("another scheme", KEY.proof("GET", "http://api.example.org/v1/cases", TOKEN)),
        Arguments.of("another port", KEY.proof("GET", "https://api.example.org:1/v1/cases", TOKEN)),
        Arguments.of("a query", KEY.proof("GET", ADDRESS + "?limit=1", TOKEN)),
        Arguments.of("no address", KEY.proof("GET", "::", TOKEN)),
        Arguments.of("another token", KEY.proof("GET", ADDRESS, "another")),
        Arguments.of("no token", KEY.proof("GET", ADDRESS, null)),
        Arguments.of("another key", OTHER.proof("GET", ADDRESS, TOKEN)),
        claims("old", said -> said.setIssuedAt(at(NOW.minusSeconds(62)))),
        claims("from the future", said -> said.setIssuedAt(at(NOW.plusSeconds(62)))),
        claims("without a time", said -> said.unsetClaim("iat")),
        claims("without an id", said -> said.unsetClaim("jti")),
        claims("with a blank id", said -> said.setJwtId(" ")),
        claims("with an endless id", said -> said.setJwtId("x".repeat(300))),
        claims("with a number for an id", said -> said.setClaim("jti", 1)),
        header("of another type", it -> it.setHeader("typ", "JWT")),
        header("without a type", it -> it.setHeader("typ", null)),
        header("without a key", it -> it.setHeader("jwk", null)),
        header(
            "signed with another key than it shows", it -> it.setKey(OTHER.jwk().getPrivateKey())),
        header("with the private key in it", DpopProofTest::showPrivateKey),
        header("with a critical extension", it -> it.setCriticalHeaderNames("unknown")),
        header("signed with a secret", DpopProofTest::signWithSecret),
        Arguments.of("unsigned", unsigned()),
        Arguments.of(
            "tampered", KEY.proof("GET", ADDRESS, TOKEN).replaceFirst("\\.[^.]{4}", ".eyJ4")));
  }

  private static Arguments claims(String what, Consumer<JwtClaims> change) {
    return Arguments.of(what, KEY.proof("GET", ADDRESS, TOKEN, change, _ -> {}));
  }

  private static Arguments header(String what, Consumer<JsonWebSignature> change) {
    return Arguments.of(what, KEY.proof("GET", ADDRESS, TOKEN, _ -> {}, change));
  }

  private static void showPrivateKey(JsonWebSignature signature) {
    try {
      Map<String, Object> key = org.jose4j.json.JsonUtil.parseJson(KEY.secretJwk());
      signature.getHeaders().setObjectHeaderValue("jwk", key);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void signWithSecret(JsonWebSignature signature) {
    byte[] secret = new byte[32];
    signature.setAlgorithmHeaderValue("HS256");
    signature
        .getHeaders()
        .setObjectHeaderValue(
            "jwk",
            new org.jose4j.jwk.OctetSequenceJsonWebKey(new HmacKey(secret))
                .toParams(JsonWebKey.OutputControlLevel.INCLUDE_SYMMETRIC));
    signature.setKey(new HmacKey(secret));
  }

  private static String unsigned() {
    String[] parts = KEY.proof("GET", ADDRESS, TOKEN).split("\\.", -1);
    String header = "{\"alg\":\"none\",\"typ\":\"dpop+jwt\",\"jwk\":" + KEY.jwk().toJson() + "}";
    return java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        + "."
        + parts[1]
        + ".";
  }

  private static NumericDate at(Instant time) {
    return NumericDate.fromSeconds(time.getEpochSecond());
  }

  private static DpopProof read(String proof) throws InvalidProofException {
    return DpopProof.read(
        proof,
        new DpopProof.Expected("GET", URI.create(ADDRESS), TOKEN, KEY.thumbprint()),
        NOW,
        WINDOW);
  }
}
