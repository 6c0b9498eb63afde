package org.uputnica.platform.keys;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.NavigableSet;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Keys in a key store of the Java Cryptography Architecture: a PKCS #11 token, in which they are
 * made and which they never leave, or a PKCS #12 file. An organisation's key is an entry per
 * version, {@code organization-<id>.<version>}; the highest is the current one. What is wrapped
 * begins with a byte for the form and the version.
 */
final class KeyStoreCustody implements KeyCustody {
  private static final byte FORM = 2;
  private static final String COUNTRIES = "countries";

  private final KeyStoreEntries entries;
  private final CountryKeyFiles countries;

  KeyStoreCustody(KeyFiles files, KeyStoreEntries entries)
      throws IOException, GeneralSecurityException {
    this.entries = entries;
    if (entries.versions(COUNTRIES).isEmpty()) {
      if (files.any("country-")) {
        throw new IOException("the key store that sealed the keys of countries is missing");
      }
      entries.add(COUNTRIES, versions -> versions.isEmpty());
    }
    this.countries = new CountryKeyFiles(files, new CountrySeal());
  }

  @Override
  public boolean has(OrganizationId organization) {
    String name = name(organization);
    return Unavailable.unless(name, () -> !entries.versions(name).isEmpty());
  }

  @Override
  public void make(OrganizationId organization) {
    String name = name(organization);
    Unavailable.unless(name, () -> entries.add(name, NavigableSet::isEmpty));
  }

  @Override
  public byte[] wrap(OrganizationId organization, byte[] dataKey, byte[] context) {
    String name = name(organization);
    return Unavailable.unless(
        name,
        () -> {
          long current = highest(name);
          byte[] sealed = entries.key(name, current).orElseThrow().encrypt(dataKey, context);
          return ByteBuffer.allocate(HEADER + sealed.length)
              .put(FORM)
              .putInt((int) current)
              .put(sealed)
              .array();
        });
  }

  @Override
  public byte[] unwrap(OrganizationId organization, byte[] wrapped, byte[] context) {
    String name = name(organization);
    if (!has(organization)) {
      throw Unavailable.because(name, "absent");
    }
    if (wrapped.length < HEADER || wrapped[0] != FORM) {
      throw new WrongKeyException();
    }
    Aead key =
        Unavailable.unless(name, () -> entries.key(name, KeyCustody.version(wrapped)))
            .orElseThrow(WrongKeyException::new);
    try {
      return key.decrypt(Arrays.copyOfRange(wrapped, HEADER, wrapped.length), context);
    } catch (GeneralSecurityException doesNotOpen) {
      throw new WrongKeyException();
    } catch (ProviderException away) {
      throw Unavailable.because(name, away.getClass().getSimpleName());
    }
  }

  @Override
  public long current(OrganizationId organization) {
    String name = name(organization);
    return Unavailable.unless(name, () -> highest(name));
  }

  @Override
  public long rotate(OrganizationId organization, long from) {
    String name = name(organization);
    return Unavailable.unless(
        name,
        () -> {
          highest(name); // no rotation begins with a missing key
          entries.add(name, versions -> versions.last() == from);
          return highest(name);
        });
  }

  @Override
  public boolean destroyOthers(OrganizationId organization, long current) {
    String name = name(organization);
    return Unavailable.unless(
        name,
        () -> {
          if (highest(name) != current) {
            return false;
          }
          entries.removeAllBut(name, current);
          return true;
        });
  }

  @Override
  public CountryKeys country(CountryCode country) {
    return countries.of(country);
  }

  private long highest(String name) throws IOException, GeneralSecurityException {
    NavigableSet<Long> versions = entries.versions(name);
    if (versions.isEmpty()) {
      throw Unavailable.because(name, "absent");
    }
    return versions.last();
  }

  private static String name(OrganizationId organization) {
    return "organization-" + organization;
  }

  /** Seals the keys of countries under a key of the store. */
  private final class CountrySeal implements Aead {
    @Override
    public byte[] encrypt(byte[] plain, byte[] binding) throws GeneralSecurityException {
      return key().encrypt(plain, binding);
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] binding) throws GeneralSecurityException {
      return key().decrypt(sealed, binding);
    }

    private Aead key() throws GeneralSecurityException {
      try {
        return entries.key(COUNTRIES, highest(COUNTRIES)).orElseThrow();
      } catch (IOException unreachable) {
        throw new GeneralSecurityException(unreachable);
      }
    }
  }
}
