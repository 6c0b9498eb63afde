package org.uputnica.inbox.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.inbox.domain.Choices;
import org.uputnica.inbox.domain.InboxReader;
import org.uputnica.inbox.domain.InboxReaders;
import org.uputnica.inbox.domain.QuietHours;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;

/** {@code platform.inbox_reader}. */
@ApplicationScoped
class JdbcInboxReaders implements InboxReaders {
  private static final Duration HOUR = Duration.ofHours(1);

  private static final String READ =
      "select id, account, country, organization, roles, met_at, seen::text as seen, kinds, mail, every_minutes,"
          + " quiet_from, quiet_to, zone, urgent_always, language, mailed_at, revision"
          + " from platform.inbox_reader where ";

  private static final String PUT =
      """
      insert into platform.inbox_reader (id, account, country, organization, roles, met_at, seen, kinds, mail,
          every_minutes, quiet_from, quiet_to, zone, urgent_always, language, revision)
        values (?, ?, ?, ?, ?::text[], ?, ?::xid8, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (account, organization, country) do update set roles = excluded.roles, met_at = excluded.met_at,
          seen = greatest(inbox_reader.seen, excluded.seen), kinds = excluded.kinds, mail = excluded.mail,
          every_minutes = excluded.every_minutes, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
          zone = excluded.zone, urgent_always = excluded.urgent_always, language = excluded.language,
          revision = excluded.revision
        where inbox_reader.id = excluded.id and inbox_reader.revision in (excluded.revision, excluded.revision - 1)
      """;

  private static final String MEET =
      """
      update platform.inbox_reader set met_at = ?, roles = ?::text[]
      where account = ? and organization = ? and country = ? and (met_at < ? or not roles @> ?::text[] or not roles <@ ?::text[])
      """;

  private final DataSource dataSource;

  JdbcInboxReaders(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Optional<InboxReader> find(Caller caller) {
    return Sql.query(
            dataSource,
            READ + "account = ? and organization = ? and country = ?",
            JdbcInboxReaders::read,
            caller.user(),
            caller.organization().value(),
            caller.country().value())
        .stream()
        .findFirst();
  }

  @Override
  public Optional<InboxReader> find(UUID id) {
    return Sql.query(dataSource, READ + "id = ?", JdbcInboxReaders::read, id).stream().findFirst();
  }

  @Override
  public List<InboxReader> byMail(Instant metSince) {
    return Sql.query(
        dataSource,
        READ + "mail is not null and met_at >= ?",
        JdbcInboxReaders::read,
        time(metSince));
  }

  @Override
  public boolean put(InboxReader reader) {
    Caller caller = reader.caller();
    Choices choices = reader.choices();
    @Nullable QuietHours quiet = choices.quiet();
    return Sql.update(
            dataSource,
            PUT,
            reader.id(),
            caller.user(),
            caller.country().value(),
            caller.organization().value(),
            roles(caller),
            time(reader.metAt()),
            Long.toUnsignedString(reader.seen()),
            choices.kinds().stream().map(Enum::name).sorted().toList(),
            reader.mail(),
            (int) choices.every().toMinutes(),
            quiet == null ? null : quiet.from(),
            quiet == null ? null : quiet.to(),
            choices.zone().getId(),
            choices.urgentAlways(),
            choices.language().toLanguageTag(),
            reader.revision())
        == 1;
  }

  @Override
  public void meet(Caller caller, Instant now) {
    Sql.update(
        dataSource,
        MEET,
        time(now),
        roles(caller),
        caller.user(),
        caller.organization().value(),
        caller.country().value(),
        time(now.minus(HOUR)),
        roles(caller),
        roles(caller));
  }

  @Override
  public void mailed(UUID id, Instant at) {
    Sql.update(
        dataSource, "update platform.inbox_reader set mailed_at = ? where id = ?", time(at), id);
  }

  private static List<String> roles(Caller caller) {
    return caller.roles().stream().sorted().toList();
  }

  private static InboxReader read(ResultSet row) throws SQLException {
    ZoneId zone = ZoneId.of(Sql.text(row, "zone"));
    @Nullable LocalTime from = row.getObject("quiet_from", LocalTime.class);
    @Nullable LocalTime to = row.getObject("quiet_to", LocalTime.class);
    @Nullable OffsetDateTime mailed = row.getObject("mailed_at", OffsetDateTime.class);
    return new InboxReader(
        Sql.uuid(row, "id"),
        Caller.person(
            Sql.text(row, "account"),
            new OrganizationId(Sql.uuid(row, "organization")),
            new CountryCode(Sql.text(row, "country")),
            new HashSet<>(Sql.texts(row, "roles"))),
        row.getObject("met_at", OffsetDateTime.class).toInstant(),
        Long.parseUnsignedLong(Sql.text(row, "seen")),
        new Choices(
            Sql.texts(row, "kinds").stream().map(ChangeKind::valueOf).collect(Collectors.toSet()),
            Duration.ofMinutes(row.getInt("every_minutes")),
            from == null || to == null ? null : new QuietHours(from, to, zone),
            zone,
            row.getBoolean("urgent_always"),
            Locale.forLanguageTag(Sql.text(row, "language"))),
        row.getString("mail"),
        mailed == null ? null : mailed.toInstant(),
        row.getLong("revision"));
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
