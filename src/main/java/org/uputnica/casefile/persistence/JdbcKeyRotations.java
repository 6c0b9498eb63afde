package org.uputnica.casefile.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.domain.KeyRotation;
import org.uputnica.casefile.domain.KeyRotations;
import org.uputnica.casefile.domain.WrappedKey;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Rotations through the functions of the vault. */
@ApplicationScoped
class JdbcKeyRotations implements KeyRotations {
  private final DataSource dataSource;

  JdbcKeyRotations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public boolean knows(OrganizationId organization) {
    return yes("select vault.knows_organization(?)", organization.value());
  }

  @Override
  public List<OrganizationId> holders() {
    return rows(
        "select vault.key_holders()", row -> new OrganizationId(row.getObject(1, UUID.class)));
  }

  @Override
  public boolean ask(UUID id, OrganizationId organization, long from, Instant at) {
    return yes("select vault.ask_rotation(?, ?, ?, ?)", id, organization.value(), from, utc(at));
  }

  @Override
  public List<KeyRotation> list(@Nullable UUID id) {
    return rows(
        "select * from vault.rotations(?::uuid)",
        row ->
            new KeyRotation(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"),
                instant(row, "destroyed_at"),
                row.getLong("total"),
                row.getLong("waiting"),
                row.getLong("unopenable")),
        id);
  }

  @Override
  public List<Open> open() {
    return rows(
        "select * from vault.open_rotations()",
        row ->
            new Open(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getLong("from_version"),
                row.getObject("to_version", Long.class)));
  }

  @Override
  public boolean wentOnFrom(OrganizationId organization, long version) {
    return yes("select vault.went_on_from(?, ?)", organization.value(), version);
  }

  @Override
  public boolean begin(UUID id, long to) {
    return yes("select vault.begin_rotation(?, ?)", id, to);
  }

  @Override
  public List<Wrapped> take(OrganizationId organization, long to, int atMost) {
    return rows(
        "select * from vault.take_wrapped(?, ?, ?)",
        row ->
            new Wrapped(
                new CaseId(row.getObject("case_id", UUID.class)),
                new CountryCode(row.getString("country")),
                new WrappedKey(
                    organization, row.getLong("key_version"), row.getBytes("wrapped_key"))),
        organization.value(),
        to,
        atMost);
  }

  @Override
  public void put(OrganizationId organization, Map<CaseId, byte[]> wrapped, Instant at) {
    List<Map.Entry<CaseId, byte[]>> ordered = List.copyOf(wrapped.entrySet());
    try (Connection connection = dataSource.getConnection();
        PreparedStatement call =
            connection.prepareStatement("select vault.put_wrapped(?, ?, ?, ?)")) {
      call.setObject(1, organization.value());
      call.setArray(
          2,
          connection.createArrayOf(
              "uuid", ordered.stream().map(each -> each.getKey().value()).toArray()));
      call.setArray(
          3,
          connection.createArrayOf(
              "bytea", ordered.stream().map(Map.Entry::getValue).toArray(byte[][]::new)));
      call.setObject(4, utc(at));
      call.execute();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void noteUnopenable(OrganizationId organization, CaseId caseId, Instant at) {
    rows(
        "select vault.note_unopenable(?, ?, ?)",
        _ -> true,
        organization.value(),
        caseId.value(),
        utc(at));
  }

  @Override
  public boolean finish(UUID id, Instant at) {
    return yes("select vault.finish_rotation(?, ?)", id, utc(at));
  }

  @Override
  public OptionalInt destroy(UUID id, Instant at) {
    return rows(
            "select vault.destroy_versions(?, ?)",
            row -> {
              int givenUp = row.getInt(1);
              return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(givenUp);
            },
            id,
            utc(at))
        .getFirst();
  }

  @Override
  public Optional<Destruction> takeDestruction() {
    return rows(
            "select * from vault.take_destruction()",
            row ->
                new Destruction(
                    new OrganizationId(row.getObject("organization", UUID.class)),
                    row.getLong("to_version")))
        .stream()
        .findFirst();
  }

  @Override
  public void noteGone(OrganizationId organization, Instant at) {
    rows("select vault.note_gone(?, ?)", _ -> true, organization.value(), utc(at));
  }

  private boolean yes(String sql, Object... values) {
    return rows(sql, row -> row.getBoolean(1), values).getFirst();
  }

  private <T> List<T> rows(String sql, Reading<T> reading, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement call = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        call.setObject(i + 1, values[i]);
      }
      List<T> found = new ArrayList<>();
      try (ResultSet row = call.executeQuery()) {
        while (row.next()) {
          found.add(reading.of(row));
        }
      }
      return found;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }
}
