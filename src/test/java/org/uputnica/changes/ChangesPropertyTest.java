package org.uputnica.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.Awaiting.until;
import static org.uputnica.testing.Personas.MIRA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/**
 * However the transactions of several writers begin and end, a device that asks in between is told
 * everything that was committed and nothing that was not. The order is drawn by lot, one statement
 * after the other, so that a seed repeats it.
 */
@Tag("endurance")
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ChangesPropertyTest {
  private static final int CASES = 250;
  private static final int WRITERS = 6;
  private static final long BUMPED = 100;
  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nothingThatWasCommittedIsMissed(long seed) throws SQLException {
    Random random = new Random(seed);
    Deque<UUID> untouched = new ArrayDeque<>(copies());
    ChangeReader device = new ChangeReader(MIRA);
    List<Writer> writers = new ArrayList<>();
    Set<UUID> committed = new HashSet<>();
    Set<UUID> taken = new HashSet<>();
    try {
      for (int i = 0; i < WRITERS; i++) {
        writers.add(new Writer());
      }
      while (!untouched.isEmpty()) {
        Writer writer = writers.get(random.nextInt(WRITERS));
        switch (random.nextInt(6)) {
          case 0 -> committed.addAll(writer.commit());
          case 1 -> taken.addAll(random.nextInt(4) == 0 ? writer.rollback() : List.of());
          case 2 -> device.read();
          default -> writer.bump(untouched.pop());
        }
      }
      for (Writer writer : writers) {
        committed.addAll(writer.commit());
      }
    } finally {
      for (Writer writer : writers) {
        writer.close();
      }
    }
    assertThat(committed).hasSizeGreaterThan(CASES / 2);
    assertThat(taken).isNotEmpty();
    until(() -> told(device.read(), committed).containsAll(committed));
    assertThat(told(device, taken)).isEmpty();
  }

  /** Those of which the device knows the change. */
  private static Set<UUID> told(ChangeReader device, Set<UUID> ids) {
    Set<UUID> told = new HashSet<>();
    for (UUID id : ids) {
      Long revision = device.revision("CASE", id);
      if (revision != null && revision >= BUMPED) {
        told.add(id);
      }
    }
    return told;
  }

  /** Cases of the same house, many at once. */
  private static List<UUID> copies() throws SQLException {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    List<UUID> copies = new ArrayList<>();
    try (Connection above = Database.connect();
        PreparedStatement copy =
            above.prepareStatement(
                "insert into process.case_record select (jsonb_populate_record(null::process.case_record,"
                    + " to_jsonb(c) || jsonb_build_object('id', ?::text, 'code', ?))).* from process.case_record c where c.id = ?")) {
      for (int i = 0; i < CASES; i++) {
        UUID id = Ids.random();
        copy.setString(1, id.toString());
        copy.setString(2, CaseCode.random(RANDOM).value());
        copy.setObject(3, job.caseId);
        copy.addBatch();
        copies.add(id);
      }
      copy.executeBatch();
    }
    return copies;
  }

  /** One of those who write at once: a connection of the service. */
  private static final class Writer implements AutoCloseable {
    private final Connection connection = Database.connectAsService();
    private final List<UUID> under = new ArrayList<>();

    private Writer() throws SQLException {
      connection.setAutoCommit(false);
    }

    private void bump(UUID id) throws SQLException {
      try (Statement sql = connection.createStatement()) {
        if (under.isEmpty()) {
          sql.execute(
              "select set_config('uputnica.country', 'ME', true), set_config('uputnica.reach', 'organization', true),"
                  + " set_config('uputnica.organization', '%s', true)"
                      .formatted(MIRA.organization()));
        }
        int changed =
            sql.executeUpdate(
                "update process.case_record set revision = %d where id = '%s'"
                    .formatted(BUMPED, id));
        assertThat(changed).isOne();
      }
      under.add(id);
    }

    private List<UUID> commit() throws SQLException {
      connection.commit();
      return ended();
    }

    private List<UUID> rollback() throws SQLException {
      connection.rollback();
      return ended();
    }

    private List<UUID> ended() {
      List<UUID> ended = List.copyOf(under);
      under.clear();
      return ended;
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
