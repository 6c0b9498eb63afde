package org.uputnica.registration.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.registration.domain.GroupEvent;
import org.uputnica.registration.domain.GroupEvents;

/** Group events over JDBC, in the running transaction. */
@ApplicationScoped
class JdbcGroupEvents implements GroupEvents {
  private static final String ADD =
      """
      insert into process.group_event (id, code, country, organization, lead_organization, participants, kind, place,
        happened_at, counted, opened_by, opened_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
      """;
  private static final String LIST =
      """
      select * from process.group_event where country = ? and (? or ? = any (participants))
        and (opened_at, id) < (?, ?) order by opened_at desc, id desc limit ?
      """;
  private static final String IN_USE =
      """
      select c.id, c.code, l.event_id, l.number, l.registered_by
      from process.case_record c left join process.group_line l on l.case_id = c.id where c.id = any (?)
      """;
  private static final String ADD_LINE =
      """
      insert into process.group_line (case_id, event_id, country, organization, number, registered_by)
      values (?, ?, ?, ?, ?, ?)
      """;
  private static final String LANGUAGES =
      """
      select c.language, count(*) as people, count(*) filter (where c.interpreter_needed <> 'NO') as waiting
      from process.group_line l join process.case_record c on c.id = l.case_id
      where l.event_id = ? group by c.language order by waiting desc, c.language
      """;
  private static final String CASES =
      """
      select l.number, c.* from process.group_line l join process.case_record c on c.id = l.case_id
      where l.event_id = ? and (? or ? in (c.organization, c.registering_organization)) and l.number > ?
      order by l.number limit ?
      """;
  private static final OffsetDateTime AFTER_ALL =
      OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final UUID LAST = new UUID(-1, -1);

  private final DataSource dataSource;
  private final EntityManager entities;

  JdbcGroupEvents(DataSource dataSource, EntityManager entities) {
    this.dataSource = dataSource;
    this.entities = entities;
  }

  @Override
  public void add(GroupEvent event) {
    int added =
        Sql.prepare(
            dataSource,
            ADD,
            call -> {
              call.setObject(1, event.id());
              call.setString(2, event.code());
              call.setString(3, event.country().value());
              call.setObject(4, event.opened().value());
              call.setObject(5, event.lead().value());
              call.setArray(6, call.getConnection().createArrayOf("uuid", participants(event)));
              call.setString(7, event.kind().name());
              call.setString(8, event.place());
              call.setObject(9, time(event.happenedAt()));
              call.setInt(10, event.counted());
              call.setString(11, event.openedBy());
              call.setObject(12, time(event.openedAt()));
              return call.executeUpdate();
            });
    if (added == 0) {
      throw RefusedException.of(
          ProblemType.ALREADY_EXISTS,
          "Make a new random id",
          FieldProblem.at("id", "is already in use"));
    }
  }

  @Override
  public Optional<GroupEvent> find(UUID id) {
    return one("select * from process.group_event where id = ?", id);
  }

  @Override
  public Optional<GroupEvent> lock(UUID id) {
    return one("select * from process.group_event where id = ? for update", id);
  }

  private Optional<GroupEvent> one(String sql, UUID id) {
    return Sql.prepare(
        dataSource,
        sql,
        call -> {
          call.setObject(1, id);
          return events(call).stream().findFirst();
        });
  }

  @Override
  public void saveParticipants(GroupEvent event) {
    Sql.prepare(
        dataSource,
        "update process.group_event set participants = ? where id = ?",
        call -> {
          call.setArray(1, call.getConnection().createArrayOf("uuid", participants(event)));
          call.setObject(2, event.id());
          return call.executeUpdate();
        });
  }

  @Override
  public List<GroupEvent> list(Caller caller, @Nullable Cursor after, int limit) {
    return Sql.prepare(
        dataSource,
        LIST,
        call -> {
          call.setString(1, caller.country().value());
          call.setBoolean(2, caller.watchesCountry());
          call.setObject(3, caller.organization().value());
          call.setObject(4, after == null ? AFTER_ALL : time(after.part(0, Instant::parse)));
          call.setObject(5, after == null ? LAST : after.part(1, UUID::fromString));
          call.setInt(6, limit);
          return events(call);
        });
  }

  @Override
  public Optional<UUID> of(CaseId id) {
    return Sql.prepare(
        dataSource,
        "select event_id from process.group_line where case_id = ?",
        call -> {
          call.setObject(1, id.value());
          try (ResultSet row = call.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
          }
        });
  }

  @Override
  public Map<CaseId, Optional<Line>> inUse(Collection<CaseId> ids) {
    return Sql.prepare(
        dataSource,
        IN_USE,
        call -> {
          Object[] wanted = ids.stream().map(CaseId::value).toArray();
          call.setArray(1, call.getConnection().createArrayOf("uuid", wanted));
          Map<CaseId, Optional<Line>> found = new HashMap<>();
          try (ResultSet row = call.executeQuery()) {
            while (row.next()) {
              CaseId id = new CaseId(row.getObject("id", UUID.class));
              found.put(id, Optional.ofNullable(line(id, row)));
            }
          }
          return found;
        });
  }

  private static @Nullable Line line(CaseId id, ResultSet row) throws SQLException {
    UUID event = row.getObject("event_id", UUID.class);
    return event == null
        ? null
        : new Line(
            event,
            id,
            new CaseCode(row.getString("code")),
            row.getInt("number"),
            row.getString("registered_by"));
  }

  @Override
  public int lastNumber(UUID event) {
    return Sql.prepare(
        dataSource,
        "select coalesce(max(number), 0) from process.group_line where event_id = ?",
        call -> {
          call.setObject(1, event);
          try (ResultSet row = call.executeQuery()) {
            row.next();
            return row.getInt(1);
          }
        });
  }

  @Override
  public void addLines(GroupEvent event, List<Line> lines, Caller caller) {
    entities.flush();
    Sql.prepare(
        dataSource,
        ADD_LINE,
        call -> {
          for (Line line : lines) {
            call.setObject(1, line.id().value());
            call.setObject(2, event.id());
            call.setString(3, event.country().value());
            call.setObject(4, caller.organization().value());
            call.setInt(5, line.number());
            call.setString(6, line.registeredBy());
            call.addBatch();
          }
          return call.executeBatch();
        });
  }

  @Override
  public Count count(UUID event) {
    return Sql.prepare(
        dataSource,
        LANGUAGES,
        call -> {
          call.setObject(1, event);
          int registered = 0;
          Map<String, Integer> waiting = new LinkedHashMap<>();
          try (ResultSet row = call.executeQuery()) {
            while (row.next()) {
              registered += row.getInt("people");
              if (row.getInt("waiting") > 0) {
                waiting.put(row.getString("language"), row.getInt("waiting"));
              }
            }
          }
          return new Count(registered, waiting);
        });
  }

  @Override
  public List<EventCase> cases(UUID event, Caller caller, @Nullable Cursor after, int limit) {
    return Sql.prepare(
        dataSource,
        CASES,
        call -> {
          call.setObject(1, event);
          call.setBoolean(2, caller.watchesCountry());
          call.setObject(3, caller.organization().value());
          call.setInt(4, after == null ? 0 : after.part(0, Integer::parseInt));
          call.setInt(5, limit);
          List<EventCase> found = new ArrayList<>();
          try (ResultSet row = call.executeQuery()) {
            while (row.next()) {
              found.add(eventCase(row));
            }
          }
          return found;
        });
  }

  private static EventCase eventCase(ResultSet row) throws SQLException {
    return new EventCase(
        new CaseId(row.getObject("id", UUID.class)),
        row.getInt("number"),
        new CaseCode(row.getString("code")),
        AgeState.valueOf(row.getString("age_state")),
        row.getString("placement_sex"),
        row.getString("language"),
        answer(row, "interpreter_needed"),
        new UrgentNeeds(
            answer(row, "need_medical"),
            answer(row, "need_safety"),
            answer(row, "need_pregnancy"),
            answer(row, "need_children"),
            answer(row, "need_disability")),
        RiskLevel.valueOf(row.getString("risk_level")),
        new OrganizationId(row.getObject("organization", UUID.class)));
  }

  private static Answer answer(ResultSet row, String column) throws SQLException {
    return Answer.valueOf(row.getString(column));
  }

  private static List<GroupEvent> events(PreparedStatement call) throws SQLException {
    List<GroupEvent> found = new ArrayList<>();
    try (ResultSet row = call.executeQuery()) {
      while (row.next()) {
        found.add(
            new GroupEvent(
                row.getObject("id", UUID.class),
                row.getString("code"),
                new CountryCode(row.getString("country")),
                new OrganizationId(row.getObject("organization", UUID.class)),
                new OrganizationId(row.getObject("lead_organization", UUID.class)),
                Arrays.stream((UUID[]) row.getArray("participants").getArray())
                    .map(OrganizationId::new)
                    .collect(Collectors.toSet()),
                GroupEvent.Kind.valueOf(row.getString("kind")),
                row.getString("place"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getInt("counted"),
                row.getString("opened_by"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant()));
      }
    }
    return found;
  }

  private static Object[] participants(GroupEvent event) {
    return event.participants().stream().map(OrganizationId::value).sorted().toArray();
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
