package org.uputnica.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PKCS #11 token, played by SoftHSM where it is installed ({@code apt install softhsm2}, {@code
 * brew install softhsm}).
 */
class SecurityModuleTest extends KeyCustodyContract {
  private static final String PIN = "739154";
  private static final Path CONFIGURATION =
      Path.of(System.getenv().getOrDefault("SOFTHSM2_CONF", "softhsm2.conf")).toAbsolutePath();
  private static final List<Path> LIBRARIES =
      Stream.of(
              "/usr/lib/softhsm/libsofthsm2.so",
              "/usr/lib64/pkcs11/libsofthsm2.so",
              "/opt/homebrew/lib/softhsm/libsofthsm2.so",
              "/usr/local/lib/softhsm/libsofthsm2.so")
          .map(Path::of)
          .toList();

  @TempDir Path home;

  @BeforeAll
  static void aTokenIsMade() throws Exception {
    assumeTrue(LIBRARIES.stream().anyMatch(Files::exists), "SoftHSM is not installed");
    Path folder = CONFIGURATION.resolveSibling("");
    Path tokens = folder.resolve("tokens");
    if (Files.exists(tokens)) {
      return;
    }
    Files.createDirectories(tokens);
    Files.writeString(
        CONFIGURATION,
        "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    Process made =
        new ProcessBuilder(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "uputnica",
                "--pin",
                PIN,
                "--so-pin",
                PIN)
            .redirectErrorStream(true)
            .start();
    assertThat(
            new String(
                made.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("initialized");
    assertThat(made.waitFor()).isZero();
  }

  @Override
  KeyCustody open() {
    return open(Optional.of(PIN));
  }

  @Override
  void takeAway() throws IOException {
    Files.move(home.resolve("keys"), home.resolve("elsewhere"));
  }

  @Test
  void aMissingPinStopsTheStart() {
    assertThatIllegalStateException()
        .isThrownBy(() -> open(Optional.empty()))
        .withMessage("uputnica.keys.module.pin must be set");
  }

  @Test
  void noKeyOfAnOrganisationIsInTheDirectory() throws IOException {
    open().country(new org.uputnica.platform.id.CountryCode("ME"));
    try (Stream<Path> files = Files.list(home.resolve("keys"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .isSubsetOf("country-ME", "token.changed", "lock");
    }
  }

  private KeyCustody open(Optional<String> pin) {
    return KeyCustodyProducer.open(
        Custodies.settings(
            KeySettings.Kind.SECURITY_MODULE,
            home.resolve("keys"),
            Optional.empty(),
            Optional.of(module()),
            pin));
  }

  private Path module() {
    try {
      return Files.writeString(
          home.resolve("module.cfg"),
          """
          name = uputnica
          library = %s
          slotListIndex = 0
          attributes(generate, CKO_SECRET_KEY, *) = {
            CKA_SENSITIVE = true
            CKA_EXTRACTABLE = false
            CKA_ENCRYPT = true
            CKA_DECRYPT = true
          }
          """
              .formatted(LIBRARIES.stream().filter(Files::exists).findFirst().orElseThrow()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
