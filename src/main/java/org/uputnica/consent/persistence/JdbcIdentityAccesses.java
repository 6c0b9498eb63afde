package org.uputnica.consent.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.AccessReason;
import org.uputnica.consent.domain.IdentityAccess;
import org.uputnica.consent.domain.IdentityAccesses;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Requests for identity and broken glasses in PostgreSQL. Joins the running transaction. */
@ApplicationScoped
class JdbcIdentityAccesses implements IdentityAccesses {
  private static final Duration TOLD_FOR = Duration.ofDays(30);
  private static final String TO_REVIEW =
      "select * from process.identity_access where kind = 'BREAK_GLASS' and justified is null and country = ?";
  private static final String TO_DECIDE =
      "select * from process.identity_access where kind = 'ON_REQUEST' and granted is null and responsible = ?";
  private static final String TO_KNOW =
      "select * from process.identity_access where guardian = ? and asked_at > ?";

  private final DataSource dataSource;
  private final Clock clock;

  JdbcIdentityAccesses(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  @Override
  public Optional<IdentityAccess> find(UUID id) {
    return query("select * from process.identity_access where id = ?", List.of(id)).stream()
        .findFirst();
  }

  @Override
  public void add(IdentityAccess access) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into process.identity_access (id, case_id, case_code, country, organization, account,"
                    + " responsible, guardian, kind, reason, items, asked_at, opens_until, revision)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing")) {
      @Nullable OrganizationId guardian = access.guardian();
      insert.setObject(1, access.id());
      insert.setObject(2, access.caseId().value());
      insert.setString(3, access.caseCode().value());
      insert.setString(4, access.country().value());
      insert.setObject(5, access.organization().value());
      insert.setString(6, access.account());
      insert.setObject(7, access.responsible().value());
      insert.setObject(8, guardian == null ? null : guardian.value());
      insert.setString(9, access.kind().name());
      insert.setString(10, access.reason().name());
      insert.setArray(11, items(connection, access.items()));
      insert.setObject(12, time(access.askedAt()));
      insert.setObject(13, time(access.until()));
      insert.setLong(14, access.revision());
      if (insert.executeUpdate() == 0) {
        throw RefusedException.of(ProblemType.ALREADY_EXISTS, "Make a new random id");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("identity accesses are out of reach", e);
    }
  }

  @Override
  public void save(IdentityAccess access) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update process.identity_access set granted = ?, decided_by = ?, opens_until = ?, justified = ?,"
                    + " reviewed_by = ?, reviewed_at = ?, revision = ? where id = ? and revision = ?")) {
      update.setObject(1, access.granted());
      update.setString(2, access.decidedBy());
      update.setObject(3, time(access.until()));
      update.setObject(4, access.justified());
      update.setString(5, access.reviewedBy());
      update.setObject(6, time(access.reviewedAt()));
      update.setLong(7, access.revision());
      update.setObject(8, access.id());
      update.setLong(9, access.revision() - 1);
      if (update.executeUpdate() == 0) {
        throw RefusedException.of(
            ProblemType.STALE_REVISION, "It has changed meanwhile; read it again");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("identity accesses are out of reach", e);
    }
  }

  @Override
  public List<IdentityAccess> waitingFor(Caller caller) {
    List<String> parts = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (caller.has(Roles.COORD) || caller.has(Roles.DPO)) {
      parts.add(TO_REVIEW);
      values.add(caller.country().value());
    }
    if (caller.has(Roles.CASE)) {
      parts.add(TO_DECIDE);
      values.add(caller.organization().value());
    }
    if (caller.has(Roles.GUARD)) {
      parts.add(TO_KNOW);
      values.add(caller.organization().value());
      values.add(time(clock.instant().minus(TOLD_FOR)));
    }
    return parts.isEmpty()
        ? List.of()
        : query(
            "select * from ("
                + String.join(" union ", parts)
                + ") as waiting order by asked_at, id limit 50",
            values);
  }

  private List<IdentityAccess> query(String sql, List<?> values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      List<IdentityAccess> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(read(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("identity accesses are out of reach", e);
    }
  }

  private static IdentityAccess read(ResultSet row) throws SQLException {
    @Nullable UUID guardian = row.getObject("guardian", UUID.class);
    return new IdentityAccess(
        row.getObject("id", UUID.class),
        new CaseId(row.getObject("case_id", UUID.class)),
        new CaseCode(row.getString("case_code")),
        new CountryCode(row.getString("country")),
        new OrganizationId(row.getObject("organization", UUID.class)),
        row.getString("account"),
        new OrganizationId(row.getObject("responsible", UUID.class)),
        guardian == null ? null : new OrganizationId(guardian),
        IdentityAccess.Kind.valueOf(row.getString("kind")),
        AccessReason.valueOf(row.getString("reason")),
        items(row.getArray("items")),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        row.getObject("granted", Boolean.class),
        row.getString("decided_by"),
        instant(row, "opens_until"),
        row.getObject("justified", Boolean.class),
        row.getString("reviewed_by"),
        instant(row, "reviewed_at"),
        row.getLong("revision"));
  }

  private static Set<ItemCategory> items(Array array) throws SQLException {
    return Arrays.stream((String[]) array.getArray())
        .map(ItemCategory::valueOf)
        .collect(Collectors.toSet());
  }

  private static Array items(Connection connection, Set<ItemCategory> items) throws SQLException {
    return connection.createArrayOf("text", items.stream().map(Enum::name).sorted().toArray());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
