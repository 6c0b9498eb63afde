package org.uputnica.platform.keys;

import com.google.crypto.tink.Aead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a key store, each {@code <name>.<version>}, versions counted from 1. A file in the
 * key directory changes with every change of the store, so that all copies of the service read the
 * store anew; who changes it holds the directory's lock.
 */
final class KeyStoreEntries {
  private static final int KEY_BITS = 256;

  /** The PKCS #12 key store; for a token a mark that changes when the token does. */
  private final String file;

  private final KeyFiles files;
  private final @Nullable Provider token;
  private final char[] secret;
  private volatile @Nullable Opened opened;

  /** The store as it was read last. */
  private record Opened(
      KeyFiles.@Nullable Stamp stamp,
      KeyStore store,
      Map<String, NavigableSet<Long>> versions,
      Map<String, Aead> keys) {}

  private KeyStoreEntries(String file, KeyFiles files, @Nullable Provider token, char[] secret) {
    this.file = file;
    this.files = files;
    this.token = token;
    this.secret = secret;
  }

  /** A PKCS #12 file in the key directory, made when the first key is. */
  static KeyStoreEntries inFile(KeyFiles files, String passphrase) {
    return new KeyStoreEntries("keys.p12", files, null, passphrase.toCharArray());
  }

  /** A PKCS #11 token, reached as the configuration of SunPKCS11 says. */
  static KeyStoreEntries inToken(KeyFiles files, Path configuration, String pin) {
    Provider module = Security.getProvider("SunPKCS11").configure(configuration.toString());
    return new KeyStoreEntries("token.changed", files, module, pin.toCharArray());
  }

  /** The versions there are; empty when the name is not known. */
  NavigableSet<Long> versions(String name) throws IOException, GeneralSecurityException {
    return opened().versions.getOrDefault(name, Collections.emptyNavigableSet());
  }

  /** One key; empty when it is not known or was removed. */
  Optional<Aead> key(String name, long version) throws IOException, GeneralSecurityException {
    Opened now = opened();
    String alias = alias(name, version);
    @Nullable Aead known = now.keys.get(alias);
    if (known != null) {
      return Optional.of(known);
    }
    @Nullable Key kept;
    synchronized (this) {
      kept = now.store.getKey(alias, token == null ? secret : null);
    }
    if (!(kept instanceof SecretKey key)) {
      return Optional.empty();
    }
    Aead cipher = new StoredKey(key, token);
    now.keys.put(alias, cipher);
    return Optional.of(cipher);
  }

  /** Adds the next version if the versions there are now allow it; says whether it did. */
  boolean add(String name, Predicate<NavigableSet<Long>> wanted)
      throws IOException, GeneralSecurityException {
    return files.alone(() -> {
      KeyStore store = load();
      NavigableSet<Long> versions =
          index(store).getOrDefault(name, Collections.emptyNavigableSet());
      if (!wanted.test(versions)) {
        return false;
      }
      long next = versions.isEmpty() ? 1 : versions.last() + 1;
      store.setKeyEntry(alias(name, next), generate(), token == null ? secret : null, null);
      save(store);
      return true;
    });
  }

  /** Removes every other version. */
  void removeAllBut(String name, long kept) throws IOException, GeneralSecurityException {
    files.alone(() -> {
      KeyStore store = load();
      for (long version : index(store).getOrDefault(name, Collections.emptyNavigableSet())) {
        if (version != kept) {
          store.deleteEntry(alias(name, version));
        }
      }
      save(store);
      return true;
    });
  }

  private synchronized Opened opened() throws IOException, GeneralSecurityException {
    KeyFiles.@Nullable Stamp now = files.stamp(file).orElse(null);
    @Nullable Opened known = opened;
    if (known != null && Objects.equals(known.stamp, now)) {
      return known;
    }
    if (known != null && known.stamp != null && now == null) {
      throw new IOException("the key directory is gone");
    }
    KeyStore store = load();
    Opened read = new Opened(now, store, index(store), new ConcurrentHashMap<>());
    opened = read;
    return read;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    if (token != null) {
      KeyStore store = KeyStore.getInstance("PKCS11", token);
      store.load(null, secret);
      return store;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    Optional<byte[]> kept = files.read(file);
    @Nullable Opened before = opened;
    if (kept.isEmpty() && before != null && before.stamp != null) {
      throw new IOException("the key store was there before");
    }
    store.load(kept.isPresent() ? new ByteArrayInputStream(kept.get()) : null, secret);
    return store;
  }

  private void save(KeyStore store) throws IOException, GeneralSecurityException {
    if (token != null) {
      byte[] mark = new byte[16];
      new SecureRandom().nextBytes(mark);
      files.replace(file, HexFormat.of().formatHex(mark).getBytes(StandardCharsets.UTF_8));
      return;
    }
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, secret);
    files.replace(file, bytes.toByteArray());
  }

  private SecretKey generate() throws GeneralSecurityException {
    KeyGenerator generator =
        token == null ? KeyGenerator.getInstance("AES") : KeyGenerator.getInstance("AES", token);
    generator.init(KEY_BITS);
    return generator.generateKey();
  }

  private static Map<String, NavigableSet<Long>> index(KeyStore store) throws KeyStoreException {
    Map<String, NavigableSet<Long>> versions = new ConcurrentHashMap<>();
    for (String alias : Collections.list(store.aliases())) {
      int dot = alias.lastIndexOf('.');
      if (dot > 0 && alias.substring(dot + 1).matches("[1-9][0-9]{0,8}")) {
        versions
            .computeIfAbsent(alias.substring(0, dot), _ -> new TreeSet<>())
            .add(Long.valueOf(alias.substring(dot + 1)));
      }
    }
    return versions;
  }

  private static String alias(String name, long version) {
    return name + "." + version;
  }
}
