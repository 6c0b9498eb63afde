package org.uputnica.platform.token;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A proof that the sender of one request holds the key a token is bound to (RFC 9449, section 4.3).
 * That it is used for the first time is for {@link UsedProofs} to say.
 *
 * @param fingerprint SHA-256 of the key's thumbprint and the proof's own id
 * @param until nobody takes it after this
 */
record DpopProof(byte[] fingerprint, Instant until) {
  /** What a client may sign with; said in every challenge. */
  static final String[] ALGORITHMS = {
    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
    AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
    AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
    AlgorithmIdentifiers.EDDSA
  };

  private static final String TYPE = "dpop+jwt";
  private static final int LONGEST = 4_096;
  private static final int LONGEST_ID = 256;

  /**
   * What the proof must be about.
   *
   * @param address of the request, without query and fragment
   * @param token the access token sent along
   * @param thumbprint of the key the token is bound to (RFC 7638, SHA-256)
   */
  record Expected(String method, URI address, String token, String thumbprint) {}

  /** Reads the header {@code DPoP}. */
  static DpopProof read(String proof, Expected expected, Instant now, Duration window)
      throws InvalidProofException {
    require(proof.length() <= LONGEST);
    try {
      var signature = new JsonWebSignature();
      signature.setAlgorithmConstraints(
          new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS));
      signature.setCompactSerialization(proof);
      require(TYPE.equals(signature.getHeader("typ")));
      @Nullable PublicJsonWebKey key = signature.getJwkHeader();
      require(key != null && key.getPrivateKey() == null);
      signature.setKey(key.getPublicKey());
      require(signature.verifySignature());
      String thumbprint = key.calculateBase64urlEncodedThumbprint("SHA-256");
      require(thumbprint.equals(expected.thumbprint));
      JwtClaims claims = JwtClaims.parse(signature.getPayload());
      require(expected.method.equals(claims.getStringClaimValue("htm")));
      require(isSame(expected.address, claims.getStringClaimValue("htu")));
      require(hash(expected.token).equals(claims.getStringClaimValue("ath")));
      @Nullable NumericDate made = claims.getIssuedAt();
      require(made != null);
      Instant at = Instant.ofEpochSecond(made.getValue());
      require(Duration.between(at, now).abs().compareTo(window) <= 0);
      @Nullable String id = claims.getJwtId();
      require(id != null && !id.isBlank() && id.length() <= LONGEST_ID);
      // The copies' clocks may differ by as much as a client's.
      return new DpopProof(sha256(thumbprint + '.' + id), at.plus(window.multipliedBy(2)));
    } catch (JoseException
        | InvalidJwtException
        | MalformedClaimException
        | RuntimeException unreadable) {
      throw new InvalidProofException();
    }
  }

  /** As RFC 3986 compares them: scheme and host in any case, the usual port said or not. */
  private static boolean isSame(URI expected, @Nullable String said) throws InvalidProofException {
    require(said != null);
    URI other = URI.create(said);
    return lower(expected.getScheme()).equals(lower(other.getScheme()))
        && lower(expected.getHost()).equals(lower(other.getHost()))
        && port(expected) == port(other)
        && Objects.equals(expected.getRawPath(), other.getRawPath())
        && other.getRawUserInfo() == null
        && other.getRawQuery() == null
        && other.getRawFragment() == null;
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return lower(address.getScheme()).equals("https") ? 443 : 80;
  }

  private static String lower(@Nullable String text) {
    return String.valueOf(text).toLowerCase(Locale.ROOT);
  }

  private static String hash(String token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(token));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void require(boolean holds) throws InvalidProofException {
    if (!holds) {
      throw new InvalidProofException();
    }
  }
}
