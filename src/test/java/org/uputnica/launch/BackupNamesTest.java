package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which list of the erased goes with a backup, and which comes back with it. */
class BackupNamesTest {
  @TempDir Path home;

  private Path shred = Path.of("");
  private Path half = Path.of("");
  private Path backup = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    shred = Files.createDirectory(home.resolve("shred"));
    half = Files.createDirectory(home.resolve("backup.new"));
    backup = home.resolve("backup");
    Files.writeString(shred.resolve("list"), "first\nsecond\nprepared");
  }

  @Test
  void whatHasTheNameOfABackupHasTheListAndIsToldOfEveryErasure() throws IOException {
    Backup.giveName(half, backup, shred);
    assertThat(backup.resolve("shred-list")).hasContent("first\nsecond\n");
    assertThat(shred.resolve("places")).hasContent(backup + "\n");
    assertThat(half).doesNotExist();
  }

  @Test
  void whereItCannotHaveItsNameTheListWasThereBefore() throws IOException {
    Files.createFile(Files.createDirectory(backup).resolve("something"));
    assertThatThrownBy(() -> Backup.giveName(half, backup, shred))
        .isInstanceOfAny(DirectoryNotEmptyException.class, FileSystemException.class);
    assertThat(half.resolve("shred-list")).hasContent("first\nsecond\n");
    assertThat(shred.resolve("places")).hasContent(backup + "\n");
  }

  @Test
  void theListThatGoesOnFromTheOtherComesBack() throws IOException {
    Path given = shred.resolve("list");
    Path beside = home.resolve("shred-list");
    Files.writeString(beside, "first\nsecond\n");
    assertThat(Restore.longer(given, beside)).isEqualTo(given);
    Files.writeString(beside, "first\n");
    assertThat(Restore.longer(given, beside)).isEqualTo(given);
    Files.writeString(beside, "first\nsecond\nthird\n");
    assertThat(Restore.longer(given, beside)).isEqualTo(beside);
    Files.writeString(beside, "first\nanother\n");
    assertThatThrownBy(() -> Restore.longer(given, beside))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("each know somebody the other does not");
  }

  @Test
  void anEmptyListIsNone() throws IOException {
    Path given = shred.resolve("list");
    Path beside = home.resolve("shred-list");
    assertThat(Restore.list(null, beside)).isNull();
    Files.createFile(beside);
    assertThat(Restore.list(null, beside)).isNull();
    assertThat(Restore.list(given, beside)).isEqualTo(given);
    Files.writeString(given, "");
    assertThat(Restore.list(given, beside)).isNull();
    Files.writeString(beside, "first\n");
    assertThat(Restore.list(null, beside)).isEqualTo(beside);
    assertThat(Restore.list(given, beside)).isEqualTo(beside);
    assertThatThrownBy(() -> Restore.list(home.resolve("nowhere"), beside))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("There is no shred list");
  }
}
