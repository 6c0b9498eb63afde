package org.uputnica.play;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/** The key of a device in a story, and the proofs it makes with it (RFC 9449). */
final class DeviceKey {
  private final PublicJsonWebKey key;

  private DeviceKey(PublicJsonWebKey key) {
    this.key = key;
  }

  static DeviceKey make() {
    try {
      EllipticCurveJsonWebKey made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      return new DeviceKey(made);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads what {@link #print} wrote. */
  static DeviceKey read(String jwk) {
    try {
      return new DeviceKey(PublicJsonWebKey.Factory.newPublicJwk(jwk));
    } catch (JoseException e) {
      throw new ScenarioMistake("The key of a device cannot be read", e);
    }
  }

  /** As JSON Web Key, with its private part. */
  String print() {
    return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
  }

  /**
   * A proof for one request.
   *
   * @param address without query
   * @param token null where a token is only being asked for
   */
  String proof(String method, String address, @Nullable String token, Instant now) {
    JwtClaims claims = new JwtClaims();
    claims.setJwtId(Ids.random().toString());
    claims.setStringClaim("htm", method);
    claims.setStringClaim("htu", address);
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    if (token != null) {
      claims.setStringClaim("ath", hash(token));
    }
    JsonWebSignature proof = new JsonWebSignature();
    proof.setPayload(claims.toJson());
    proof.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    proof.setHeader("typ", "dpop+jwt");
    proof.setJwkHeader(key);
    proof.setKey(key.getPrivateKey());
    try {
      return proof.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(String token) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
