package org.uputnica.platform.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Keys in a directory of files, one per organisation and country, each encrypted under the key
 * derived from the operator's passphrase and bound to its owner: a file renamed to another
 * organisation does not open. A directory and passphrase in the same hands open everything; who
 * cannot accept that puts an external key service behind {@link KeyCustody}.
 */
@Startup
@ApplicationScoped
public class LocalKeyCustody implements KeyCustody {
  private final Configuration tink;
  private final KeyFiles files;
  private final Aead master;
  private final Map<OrganizationId, Aead> organizations = new ConcurrentHashMap<>();
  private final Map<CountryCode, CountryKeys> countries = new ConcurrentHashMap<>();

  @Inject
  LocalKeyCustody(KeySettings settings) {
    this(settings.directory(), settings.passphrase());
  }

  LocalKeyCustody(Path directory, Optional<String> passphrase) {
    try {
      AeadConfig.register();
      tink = RegistryConfiguration.get();
      files = KeyFiles.in(directory);
      master = MasterKey.open(files, passphrase);
    } catch (IOException cannot) {
      throw new IllegalStateException(
          "uputnica.keys.directory cannot be used: "
              + directory
              + " ("
              + cannot.getClass().getSimpleName()
              + ")",
          cannot);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This Java lacks the ciphers for the keys", missing);
    }
  }

  @Override
  public byte[] wrap(OrganizationId organization, byte[] dataKey, byte[] context) {
    Aead key = organizations.get(organization);
    if (key == null) {
      key = organizations.computeIfAbsent(organization, this::openOrMake);
    }
    try {
      return key.encrypt(dataKey, context);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public byte[] unwrap(OrganizationId organization, byte[] wrapped, byte[] context) {
    Aead key = organizations.get(organization);
    if (key == null) {
      key = organizations.computeIfAbsent(organization, this::open);
    }
    try {
      return key.decrypt(wrapped, context);
    } catch (GeneralSecurityException doesNotOpen) {
      throw new WrongKeyException();
    }
  }

  @Override
  public CountryKeys country(CountryCode country) {
    return countries.computeIfAbsent(country, this::openOrMake);
  }

  private Aead open(OrganizationId organization) {
    // A key made now could not open what was wrapped before: a missing file is a missing service.
    return attempt(
        file(organization),
        () ->
            parse(
                files
                    .read(file(organization))
                    .orElseThrow(() -> unavailable(file(organization), "absent")),
                organization));
  }

  private Aead openOrMake(OrganizationId organization) {
    return attempt(
        file(organization),
        () -> {
          Optional<byte[]> kept = files.read(file(organization));
          return parse(kept.isPresent() ? kept.get() : make(organization), organization);
        });
  }

  private byte[] make(OrganizationId organization) throws IOException, GeneralSecurityException {
    KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, tink);
    return files.create(
        file(organization),
        TinkProtoKeysetFormat.serializeEncryptedKeyset(fresh, master, owner(organization), tink));
  }

  private Aead parse(byte[] kept, OrganizationId organization) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseEncryptedKeyset(kept, master, owner(organization), tink)
        .getPrimitive(tink, Aead.class);
  }

  private CountryKeys openOrMake(CountryCode country) {
    String file = "country-" + country;
    byte[] owner = file.getBytes(StandardCharsets.UTF_8);
    return attempt(
        file,
        () -> {
          Optional<byte[]> kept = files.read(file);
          return readCountry(
              master.decrypt(
                  kept.isPresent()
                      ? kept.get()
                      : files.create(file, master.encrypt(makeCountry(), owner)),
                  owner));
        });
  }

  private static byte[] makeCountry() throws JoseException {
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

  private static CountryKeys readCountry(byte[] json) throws JoseException {
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

  private static String file(OrganizationId organization) {
    return "organization-" + organization;
  }

  private static byte[] owner(OrganizationId organization) {
    return file(organization).getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T attempt(String file, Work<T> work) {
    try {
      return work.call();
    } catch (IOException | UncheckedIOException | GeneralSecurityException | JoseException broken) {
      throw unavailable(file, broken.getClass().getSimpleName());
    }
  }

  private static RefusedException unavailable(String file, String why) {
    Log.errorf("key file %s cannot be used: %s", file, why);
    return RefusedException.of(
        ProblemType.UNAVAILABLE, "The keys cannot be reached; nothing was read or changed");
  }

  private interface Work<T> {
    T call() throws IOException, GeneralSecurityException, JoseException;
  }
}
