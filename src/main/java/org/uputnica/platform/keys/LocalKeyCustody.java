package org.uputnica.platform.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Keys in a directory of files, one keyset per organisation and one file per country, each
 * encrypted under the key derived from the operator's passphrase and bound to its owner: a file
 * renamed to another organisation does not open. A directory and passphrase in the same hands open
 * everything; who cannot accept that uses a security module.
 */
final class LocalKeyCustody implements KeyCustody {
  private final Configuration tink;
  private final KeyFiles files;
  private final Aead master;
  private final CountryKeyFiles countries;
  private final Map<OrganizationId, Keyset> organizations = new ConcurrentHashMap<>();

  /** A keyset as it stood in its file at one moment. */
  private record Keyset(KeyFiles.Stamp stamp, KeysetHandle handle, Aead cipher) {
    long current() {
      return Integer.toUnsignedLong(handle.getPrimary().getId());
    }
  }

  LocalKeyCustody(Path directory, Optional<String> passphrase) {
    try {
      AeadConfig.register();
      tink = RegistryConfiguration.get();
      files = KeyFiles.in(directory);
      master = MasterKey.open(files, passphrase);
      countries = new CountryKeyFiles(files, master);
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
  public boolean has(OrganizationId organization) {
    return Unavailable.unless(
        file(organization), () -> files.stamp(file(organization)).isPresent());
  }

  @Override
  public void make(OrganizationId organization) {
    Unavailable.unless(
        file(organization),
        () -> {
          if (!MasterKey.isIn(files)) {
            // Another or an empty directory stands where ours was: a key in it would be lost.
            throw new IOException();
          }
          return files.create(
              file(organization),
              serialize(
                  KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, tink),
                  organization));
        });
  }

  @Override
  public byte[] wrap(OrganizationId organization, byte[] dataKey, byte[] context) {
    Aead key = keyset(organization).cipher;
    return Unavailable.unless(file(organization), () -> key.encrypt(dataKey, context));
  }

  @Override
  public byte[] unwrap(OrganizationId organization, byte[] wrapped, byte[] context) {
    Aead key = keyset(organization).cipher;
    try {
      return key.decrypt(wrapped, context);
    } catch (GeneralSecurityException doesNotOpen) {
      throw new WrongKeyException();
    }
  }

  @Override
  public long current(OrganizationId organization) {
    return keyset(organization).current();
  }

  @Override
  public long rotate(OrganizationId organization, long from) {
    return Unavailable.unless(
        file(organization),
        () ->
            files.alone(() -> {
              Keyset now = keyset(organization);
              if (now.current() == from) {
                KeysetHandle.Builder next =
                    KeysetHandle.newBuilder(now.handle)
                        .addEntry(
                            KeysetHandle.generateEntryFromParameters(
                                    PredefinedAeadParameters.AES256_GCM)
                                .withRandomId()
                                .makePrimary());
                files.replace(file(organization), serialize(next.build(), organization));
              }
              return current(organization);
            }));
  }

  @Override
  public boolean destroyOthers(OrganizationId organization, long current) {
    return Unavailable.unless(
        file(organization),
        () ->
            files.alone(() -> {
              KeysetHandle.Entry kept = keyset(organization).handle.getPrimary();
              if (Integer.toUnsignedLong(kept.getId()) != current) {
                return false;
              }
              KeysetHandle.Builder next =
                  KeysetHandle.newBuilder()
                      .addEntry(
                          KeysetHandle.importKey(kept.getKey())
                              .withFixedId(kept.getId())
                              .makePrimary());
              files.replace(file(organization), serialize(next.build(), organization));
              return true;
            }));
  }

  @Override
  public CountryKeys country(CountryCode country) {
    return countries.of(country);
  }

  /** What the file holds now: another copy of the service may have replaced it since. */
  private Keyset keyset(OrganizationId organization) {
    String file = file(organization);
    return Unavailable.unless(
        file,
        () -> {
          KeyFiles.Stamp now =
              files.stamp(file).orElseThrow(() -> Unavailable.because(file, "absent"));
          @Nullable Keyset known = organizations.get(organization);
          if (known != null && known.stamp.equals(now)) {
            return known;
          }
          byte[] kept = files.read(file).orElseThrow(() -> Unavailable.because(file, "absent"));
          KeysetHandle handle =
              TinkProtoKeysetFormat.parseEncryptedKeyset(kept, master, owner(organization), tink);
          Keyset read = new Keyset(now, handle, handle.getPrimitive(tink, Aead.class));
          organizations.put(organization, read);
          return read;
        });
  }

  private byte[] serialize(KeysetHandle keys, OrganizationId organization)
      throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(keys, master, owner(organization), tink);
  }

  private static String file(OrganizationId organization) {
    return "organization-" + organization;
  }

  private static byte[] owner(OrganizationId organization) {
    return file(organization).getBytes(StandardCharsets.UTF_8);
  }
}
