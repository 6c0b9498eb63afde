package org.uputnica.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;

/** A PKCS #12 key store. */
class KeyStoreCustodyTest extends KeyCustodyContract {
  private static final String PASSPHRASE = "four words on paper";

  @TempDir Path home;

  @Override
  KeyCustody open() {
    return open(PASSPHRASE);
  }

  @Override
  void takeAway() throws IOException {
    Files.move(home.resolve("keys"), home.resolve("elsewhere"));
  }

  @Test
  void aWrongPassphraseStopsTheStart() {
    open();
    assertThatIllegalStateException()
        .isThrownBy(() -> open("four other words"))
        .withMessageContaining("uputnica.keys.passphrase");
    assertThatIllegalStateException()
        .isThrownBy(() -> open("short"))
        .withMessageContaining("uputnica.keys.passphrase must be set");
  }

  @Test
  void onlyTheOwnerMayReadTheStore() throws IOException {
    open().make(new OrganizationId(Ids.random()));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("keys/keys.p12"))))
        .isEqualTo("rw-------");
  }

  private KeyCustody open(String passphrase) {
    return KeyCustodyProducer.open(
        Custodies.settings(
            KeySettings.Kind.KEY_STORE,
            home.resolve("keys"),
            Optional.of(passphrase),
            Optional.empty(),
            Optional.empty()));
  }
}
