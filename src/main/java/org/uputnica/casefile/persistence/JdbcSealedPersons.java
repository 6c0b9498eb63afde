package org.uputnica.casefile.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.domain.SealedBody;
import org.uputnica.casefile.domain.SealedPerson;
import org.uputnica.casefile.domain.SealedPersons;
import org.uputnica.casefile.domain.Shredded;
import org.uputnica.casefile.domain.Slot;
import org.uputnica.casefile.domain.WrappedKey;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;

/** The vault through its functions; the service has no right on the tables. */
@ApplicationScoped
class JdbcSealedPersons implements SealedPersons {
  private final DataSource dataSource;

  JdbcSealedPersons(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void add(
      CaseId caseId, CountryCode country, WrappedKey key, SealedPerson.Change first, Instant at) {
    Sql.prepare(
        dataSource,
        "select vault.put_person(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          call.setString(2, country.value());
          call.setObject(3, key.organization().value());
          call.setLong(4, key.version());
          call.setBytes(5, key.bytes());
          call.setLong(6, first.index().version());
          call.setBytes(7, first.index().bytes());
          bindItems(call, 8, first.items());
          bindTime(call, 12, at);
          call.execute();
          return true;
        });
  }

  @Override
  public Optional<SealedPerson> find(CaseId caseId, OrganizationId holder, Set<Slot> slots) {
    return Sql.prepare(
        dataSource,
        "select * from vault.get_items(?, ?, ?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          call.setObject(2, holder.value());
          bindSlots(call, 3, slots);
          return read(caseId, call);
        });
  }

  @Override
  public Optional<SealedPerson> take(CaseId caseId, Set<Slot> slots) {
    return Sql.prepare(
        dataSource,
        "select * from vault.take_items(?, ?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          bindSlots(call, 2, slots);
          return read(caseId, call);
        });
  }

  @Override
  public void put(CaseId caseId, SealedPerson.Change change, Instant at) {
    Sql.prepare(
        dataSource,
        "select vault.put_items(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          call.setObject(2, change.index().organization().value());
          call.setLong(3, change.index().version());
          call.setBytes(4, change.index().bytes());
          bindItems(call, 5, change.items());
          bindTime(call, 9, at);
          call.execute();
          return true;
        });
  }

  @Override
  public void drop(CaseId caseId, SealedPerson.Change change, Slot slot, Instant at) {
    put(caseId, change, at);
    Sql.prepare(
        dataSource,
        "select vault.drop_item(?, ?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          call.setString(2, category(slot));
          call.setObject(3, slot.note());
          return answer(call);
        });
  }

  @Override
  public void admit(CaseId caseId, WrappedKey key, Instant at) {
    Sql.prepare(
        dataSource,
        "select vault.put_key(?, ?, ?, ?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          call.setObject(2, key.organization().value());
          call.setLong(3, key.version());
          call.setBytes(4, key.bytes());
          bindTime(call, 5, at);
          call.execute();
          return true;
        });
  }

  @Override
  public boolean shut(CaseId caseId, OrganizationId organization) {
    return Sql.prepare(
        dataSource,
        "select vault.drop_key(?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          call.setObject(2, organization.value());
          return answer(call);
        });
  }

  @Override
  public Optional<CountryCode> erase(CaseId caseId, Instant at) {
    return Sql.prepare(
        dataSource,
        "select vault.erase_person(?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          bindTime(call, 2, at);
          try (ResultSet row = call.executeQuery()) {
            return row.next()
                ? Optional.ofNullable(row.getString(1)).map(CountryCode::new)
                : Optional.empty();
          }
        });
  }

  @Override
  public void keepShut(CaseId caseId) {
    Sql.query(dataSource, "select vault.keep_shut(?)", _ -> true, caseId.value());
  }

  @Override
  public List<CaseId> keptShut() {
    return Sql.query(
        dataSource,
        "select * from vault.kept_shut()",
        row -> new CaseId(row.getObject(1, UUID.class)));
  }

  @Override
  public List<Shredded> erased() {
    return Sql.query(
        dataSource, "select * from vault.erased_persons()", JdbcSealedPersons::shredded);
  }

  @Override
  public List<Shredded> toFollowUp(int reach, Instant before) {
    return Sql.query(
        dataSource,
        "select * from vault.erased_to_follow_up(?, ?)",
        JdbcSealedPersons::shredded,
        reach,
        before.atOffset(ZoneOffset.UTC));
  }

  @Override
  public boolean takeFollowUp(CaseId caseId, int reach) {
    return Sql.query(
            dataSource,
            "select vault.take_follow_up(?, ?)",
            row -> row.getBoolean(1),
            caseId.value(),
            reach)
        .getFirst();
  }

  @Override
  public void noteFollowedUp(CaseId caseId, int reach) {
    Sql.query(dataSource, "select vault.note_followed_up(?, ?)", _ -> true, caseId.value(), reach);
  }

  private static Shredded shredded(ResultSet row) throws SQLException {
    return new Shredded(
        new CaseId(row.getObject("case_id", UUID.class)),
        new CountryCode(row.getString("country")),
        row.getObject("erased_at", OffsetDateTime.class).toInstant());
  }

  @Override
  public OptionalLong version(CaseId caseId) {
    return Sql.prepare(
        dataSource,
        "select vault.file_version(?)",
        call -> {
          call.setObject(1, caseId.value());
          try (ResultSet row = call.executeQuery()) {
            row.next();
            long version = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(version);
          }
        });
  }

  private static Optional<SealedPerson> read(CaseId caseId, PreparedStatement call)
      throws SQLException {
    @Nullable String country = null;
    @Nullable SealedBody index = null;
    @Nullable SealedBody key = null;
    Map<Slot, SealedBody> items = new HashMap<>();
    try (ResultSet row = call.executeQuery()) {
      while (row.next()) {
        SealedBody body =
            new SealedBody(
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getLong("version"),
                row.getBytes("body"));
        String part = row.getString("part");
        switch (part) {
          case "PERSON" -> {
            country = row.getString("country");
            index = body;
          }
          case "KEY" -> key = body;
          default ->
              items.put(
                  new Slot(ItemCategory.valueOf(part), row.getObject("note", UUID.class)), body);
        }
      }
    }
    if (country == null || index == null || key == null) {
      return Optional.empty();
    }
    return Optional.of(
        new SealedPerson(
            caseId,
            new CountryCode(country),
            index.organization(),
            new WrappedKey(key.organization(), key.version(), key.bytes()),
            index,
            items));
  }

  private static void bindSlots(PreparedStatement call, int at, Set<Slot> slots)
      throws SQLException {
    List<Slot> ordered = List.copyOf(slots);
    call.setArray(at, array(call, "text", ordered.stream().map(JdbcSealedPersons::category)));
    call.setArray(at + 1, array(call, "uuid", ordered.stream().map(Slot::note)));
  }

  private static void bindItems(PreparedStatement call, int at, Map<Slot, SealedBody> items)
      throws SQLException {
    List<Slot> ordered = items.keySet().stream().sorted().toList();
    List<SealedBody> bodies = ordered.stream().map(items::get).toList();
    call.setArray(at, array(call, "text", ordered.stream().map(JdbcSealedPersons::category)));
    call.setArray(at + 1, array(call, "uuid", ordered.stream().map(Slot::note)));
    call.setArray(at + 2, array(call, "int8", bodies.stream().map(SealedBody::version)));
    call.setArray(
        at + 3,
        call.getConnection()
            .createArrayOf("bytea", bodies.stream().map(SealedBody::bytes).toArray(byte[][]::new)));
  }

  private static Array array(PreparedStatement call, String type, Stream<?> values)
      throws SQLException {
    return call.getConnection().createArrayOf(type, values.toArray());
  }

  private static String category(Slot slot) {
    return slot.category().name();
  }

  private static void bindTime(PreparedStatement call, int at, Instant time) throws SQLException {
    call.setObject(at, time.atOffset(ZoneOffset.UTC));
  }

  private static boolean answer(PreparedStatement call) throws SQLException {
    try (ResultSet row = call.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
