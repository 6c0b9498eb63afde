package org.uputnica.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/** The key of a browser or a phone, and the proofs it makes with it (RFC 9449). */
public final class ClientKey {
  private final EllipticCurveJsonWebKey key;

  public ClientKey() {
    try {
      key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  public String thumbprint() {
    return key.calculateBase64urlEncodedThumbprint("SHA-256");
  }

  public PublicJsonWebKey jwk() {
    return key;
  }

  /** A good proof; {@code token} is null where a token is only being asked for. */
  public String proof(String method, String address, @Nullable String token) {
    return proof(method, address, token, _ -> {}, _ -> {});
  }

  /** A proof with something changed in its claims, then in its signature's header. */
  public String proof(
      String method,
      String address,
      @Nullable String token,
      Consumer<JwtClaims> claims,
      Consumer<JsonWebSignature> header) {
    var said = new JwtClaims();
    said.setJwtId(Ids.random().toString());
    said.setStringClaim("htm", method);
    said.setStringClaim("htu", address);
    said.setIssuedAt(NumericDate.fromSeconds(now().getEpochSecond()));
    if (token != null) {
      said.setStringClaim("ath", hash(token));
    }
    claims.accept(said);
    var signature = new JsonWebSignature();
    signature.setPayload(said.toJson());
    signature.setAlgorithmHeaderValue("ES256");
    signature.setHeader("typ", "dpop+jwt");
    signature.setJwkHeader(key);
    signature.setKey(key.getPrivateKey());
    header.accept(signature);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the private part, which nobody sends in earnest. */
  public String secretJwk() {
    return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
  }

  public static Instant now() {
    return Clock.systemUTC().instant();
  }

  private static String hash(String token) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
