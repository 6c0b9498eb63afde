package org.uputnica.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.platform.problem.RefusedException;

class JournalKeysTest {
  private static final byte[] MESSAGE = "checkpoint".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void aKeyIsMadeOnceAndSignsAfterARestart() throws GeneralSecurityException {
    JournalKeys keys = keys("a passphrase of a test");
    assertThat(keys.has(1)).isFalse();
    byte[] made = keys.make(1);
    assertThat(keys.make(1)).isEqualTo(made);
    JournalKeys again = keys("a passphrase of a test");
    assertThat(again.has(1)).isTrue();
    assertThat(again.has(2)).isFalse();
    assertThat(again.make(1)).isEqualTo(made);
    assertThat(again.publicKey(1)).isEqualTo(made);
    assertThat(verifies(made, keys.sign(1, MESSAGE))).isTrue();
    assertThat(again.sign(1, MESSAGE)).isEqualTo(keys.sign(1, MESSAGE));
    assertThat(again.make(2)).isNotEqualTo(made);
    assertThat(verifies(made, again.sign(2, MESSAGE))).isFalse();
  }

  @Test
  void theFileTellsNothingWithoutThePassphrase() throws IOException {
    byte[] made = keys("a passphrase of a test").make(1);
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("keys/journal-1"))))
        .doesNotContain(HexFormat.of().formatHex(made));
    assertThatIllegalStateException().isThrownBy(() -> keys("another passphrase here").has(1));
  }

  @Test
  void aFileThatIsGoneOrRenamedIsNoKey() throws IOException {
    keys("a passphrase of a test").make(1);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> keys("a passphrase of a test").sign(2, MESSAGE));
    Files.move(folder.resolve("keys/journal-1"), folder.resolve("keys/journal-2"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> keys("a passphrase of a test").sign(2, MESSAGE));
  }

  private JournalKeys keys(String passphrase) {
    return new JournalKeys(folder.resolve("keys"), Optional.of(passphrase));
  }

  private static boolean verifies(byte[] key, byte[] signature) throws GeneralSecurityException {
    String encoded = "302a300506032b6570032100" + HexFormat.of().formatHex(key);
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded))));
    check.update(MESSAGE);
    return check.verify(signature);
  }
}
