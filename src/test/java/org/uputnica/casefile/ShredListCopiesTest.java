package org.uputnica.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.casefile.domain.Shredded;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.keys.KeyCustody;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Stack;

/** The list of the erased is in every place that was named, and nowhere an older one. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ShredListCopiesTest {
  @TempDir Path home;

  @Inject KeyCustody custody;
  @Inject FileErasureService erasures;
  @Inject ShredSettings settings;

  @Test
  void everyPlaceInReachGetsACopy() throws IOException {
    Path disk = Files.createDirectory(home.resolve("disk"));
    Files.createDirectories(home.resolve("shred"));
    Files.writeString(
        home.resolve("shred/places"), disk + "\n" + home.resolve("carried-away") + "\n");
    list().add(shredded());
    list().add(shredded());
    assertThat(Files.readString(disk.resolve("shred-list"))).isEqualTo(Files.readString(file()));

    Files.writeString(disk.resolve("shred-list"), "another.list.altogether\n");
    list().add(shredded());
    assertThat(Files.readString(disk.resolve("shred-list"))).startsWith("another");
  }

  @Test
  void aCopyMadeWhileALineWasPreparedGoesOn() throws IOException {
    Path disk = Files.createDirectory(home.resolve("disk"));
    list().add(shredded());
    String whole = Files.readString(file());
    list().prepare(shredded());
    assertThat(ShredList.wholeLines(file())).isEqualTo(whole);
    Files.copy(file(), disk.resolve("shred-list"));
    Files.writeString(home.resolve("shred/places"), disk + "\n");
    list().add(shredded());
    assertThat(Files.readString(disk.resolve("shred-list"))).isEqualTo(Files.readString(file()));
  }

  @Test
  void aPlaceThatWasOutOfReachGetsTheListWithoutAnotherErasure() throws IOException {
    Path disk = home.resolve("disk");
    Path places = settings.directory().resolve(ShredList.PLACES);
    assertThat(places).doesNotExist();
    Files.createDirectories(settings.directory());
    Files.writeString(places, disk + "\n");
    try {
      ShredList list = new ShredList(settings, custody);
      list.add(shredded());
      Files.createDirectory(disk);
      Callers.as(
          Caller.NODE,
          () -> {
            erasures.followUp();
            return true;
          });
      assertThat(Files.readString(disk.resolve(ShredList.COPY)))
          .isEqualTo(ShredList.wholeLines(settings.directory().resolve(ShredList.LIST)));
    } finally {
      Files.delete(places);
    }
  }

  @Test
  void whoCopiesWaitsForWhoHasTheListAndCopiesTheLatest() throws Exception {
    Path disk = Files.createDirectory(home.resolve("disk"));
    list().add(shredded());
    list().add(shredded());
    String whole = Files.readString(file());
    Files.writeString(file(), whole.substring(0, whole.indexOf('\n') + 1));
    Files.writeString(home.resolve("shred/places"), disk + "\n");
    Thread copying = Thread.ofPlatform().unstarted(list()::copy);
    ShredList.alone(
        home.resolve("shred"),
        (_, _) -> {
          copying.start();
          Awaiting.until(() ->
              copying.getState() == Thread.State.WAITING
                  || copying.getState() == Thread.State.TERMINATED);
          Files.writeString(file(), whole);
        });
    copying.join();
    assertThat(Files.readString(disk.resolve("shred-list"))).isEqualTo(whole);
  }

  private ShredList list() {
    return new ShredList(() -> home.resolve("shred"), custody);
  }

  private Path file() {
    return home.resolve("shred/list");
  }

  private static Shredded shredded() {
    return new Shredded(
        new CaseId(Ids.random()), new CountryCode("ME"), Instant.parse("2026-03-02T08:00:00Z"));
  }
}
