package org.uputnica.referral.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.referral.domain.Listed;
import org.uputnica.referral.domain.Priority;
import org.uputnica.referral.domain.WaitingLists;

/** {@link WaitingLists} in {@code process.waiting_list}. */
@ApplicationScoped
class JdbcWaitingLists implements WaitingLists {
  private static final String ADD =
      """
      insert into process.waiting_list as w
          (referral, case_id, country, service, rank, since, listed_at, units_then, free_then)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?::int[])
        on conflict (referral) do update set
          since = case when w.service = excluded.service then w.since else excluded.since end,
          service = excluded.service, rank = excluded.rank,
          listed_at = excluded.listed_at, units_then = excluded.units_then, free_then = excluded.free_then,
          asked_at = null
      """;

  private static final String PLACES =
      """
      select w.referral, 1 + (select count(*) from process.waiting_list o join process.track u on u.id = o.referral
          where o.service = w.service and u.state = 'RF-WAIT'
            and (o.rank, o.since, o.referral) < (w.rank, w.since, w.referral)) as place
        from process.waiting_list w join process.track t on t.id = w.referral
        where t.state = 'RF-WAIT' and w.referral = any(?::uuid[])
      """;

  private static final String ALL =
      """
      select l.* from (select w.*, r.organization as sender, r.priority,
            row_number() over (partition by w.service, w.asked_at is null order by w.rank, w.since, w.referral) as place
          from process.waiting_list w join process.track t on t.id = w.referral
            join process.referral r on r.id = w.referral
          where w.asked_at is null and t.state = 'RF-WAIT'
            or w.asked_at is not null and t.state in ('RF-ACK', 'RF-INFO', 'RF-COND')) l
        where l.asked_at is not null or l.place <= ?
        order by l.rank, l.since, l.referral
      """;

  private static final String TIDY =
      """
      delete from process.waiting_list w using process.track t
        where t.id = w.referral and t.state not in ('RF-WAIT', 'RF-ACK', 'RF-INFO', 'RF-COND')
      """;

  private final DataSource dataSource;

  JdbcWaitingLists(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void add(Listed listed) {
    List<String> units = List.copyOf(listed.freeThen().keySet());
    Sql.update(
        dataSource,
        ADD,
        listed.referral().value(),
        listed.caseId().value(),
        listed.country().value(),
        listed.service().value(),
        listed.rank(),
        utc(listed.since()),
        utc(listed.listedAt()),
        units,
        units.stream().map(listed.freeThen()::get).toList());
  }

  @Override
  public Map<TrackId, Integer> places(Set<TrackId> referrals) {
    return Sql.query(
            dataSource,
            PLACES,
            row -> Map.entry(new TrackId(Sql.uuid(row, "referral")), row.getInt("place")),
            referrals.stream().map(it -> it.value().toString()).toList())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public List<Listed> all(int most) {
    return Sql.query(dataSource, ALL, JdbcWaitingLists::listed, most);
  }

  @Override
  public boolean claim(TrackId referral, Instant at) {
    return Sql.update(
            dataSource,
            "update process.waiting_list set asked_at = ? where referral = ? and asked_at is null",
            utc(at),
            referral.value())
        == 1;
  }

  @Override
  public void tidy() {
    Sql.update(dataSource, TIDY);
  }

  private static Listed listed(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime asked = row.getObject("asked_at", OffsetDateTime.class);
    return new Listed(
        new TrackId(Sql.uuid(row, "referral")),
        new CaseId(Sql.uuid(row, "case_id")),
        new CountryCode(Sql.text(row, "country")),
        new OrganizationId(Sql.uuid(row, "sender")),
        new ServiceId(Sql.uuid(row, "service")),
        Priority.valueOf(Sql.text(row, "priority")),
        instant(row, "since"),
        instant(row, "listed_at"),
        freeThen(row),
        asked == null ? null : asked.toInstant());
  }

  private static Map<String, Integer> freeThen(ResultSet row) throws SQLException {
    List<String> units = Sql.texts(row, "units_then");
    Integer[] free = (Integer[]) row.getArray("free_then").getArray();
    return IntStream.range(0, free.length)
        .boxed()
        .collect(Collectors.toMap(units::get, it -> free[it]));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
