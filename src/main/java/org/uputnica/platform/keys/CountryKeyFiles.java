package org.uputnica.platform.keys;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.uputnica.platform.id.CountryCode;

/**
 * The keys of countries as files, each sealed under a key of the custody and bound to its country.
 */
final class CountryKeyFiles {
  private final KeyFiles files;
  private final Aead seal;
  private final Map<CountryCode, CountryKeys> known = new ConcurrentHashMap<>();

  CountryKeyFiles(KeyFiles files, Aead seal) {
    this.files = files;
    this.seal = seal;
  }

  CountryKeys of(CountryCode country) {
    return known.computeIfAbsent(country, this::openOrMake);
  }

  private CountryKeys openOrMake(CountryCode country) {
    String file = "country-" + country;
    byte[] owner = file.getBytes(StandardCharsets.UTF_8);
    return Unavailable.unless(
        file,
        () -> {
          try {
            Optional<byte[]> kept = files.read(file);
            return read(
                seal.decrypt(
                    kept.isPresent()
                        ? kept.get()
                        : files.create(file, seal.encrypt(fresh(), owner)),
                    owner));
          } catch (JoseException unreadable) {
            throw new GeneralSecurityException(unreadable);
          }
        });
  }

  private static byte[] fresh() throws JoseException {
    return JsonUtil.toJson(
            Map.of(
                "keys",
                List.of(
                    pair(Use.SIGNATURE).toParams(OutputControlLevel.INCLUDE_PRIVATE),
                    pair(Use.ENCRYPTION).toParams(OutputControlLevel.INCLUDE_PRIVATE))))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static PublicJsonWebKey pair(String use) throws JoseException {
    PublicJsonWebKey pair = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    pair.setUse(use);
    pair.setKeyId(pair.calculateBase64urlEncodedThumbprint("SHA-256"));
    return pair;
  }

  private static CountryKeys read(byte[] json) throws JoseException {
    var set = new JsonWebKeySet(new String(json, StandardCharsets.UTF_8));
    PublicJsonWebKey sign = privateKey(set, Use.SIGNATURE);
    PublicJsonWebKey decrypt = privateKey(set, Use.ENCRYPTION);
    return new CountryKeys(sign, decrypt, publicPart(sign), publicPart(decrypt));
  }

  private static PublicJsonWebKey privateKey(JsonWebKeySet set, String use) throws JoseException {
    return set.getJsonWebKeys().stream()
        .filter(key -> use.equals(key.getUse()))
        .map(PublicJsonWebKey.class::cast)
        .findFirst()
        .orElseThrow(() -> new JoseException("no key for " + use));
  }

  private static PublicJsonWebKey publicPart(PublicJsonWebKey pair) throws JoseException {
    return PublicJsonWebKey.Factory.newPublicJwk(pair.toParams(OutputControlLevel.PUBLIC_ONLY));
  }
}
