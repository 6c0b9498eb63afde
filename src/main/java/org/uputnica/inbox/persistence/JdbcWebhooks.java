package org.uputnica.inbox.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.inbox.domain.Webhook;
import org.uputnica.inbox.domain.Webhooks;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;

/** {@code platform.webhook}. */
@ApplicationScoped
class JdbcWebhooks implements Webhooks {
  private static final String READ =
      "select id, country, organization, roles, url, secret, kinds, state, added_at, revision"
          + " from platform.webhook where ";

  private static final String ADD =
      """
      insert into platform.webhook (id, country, organization, roles, url, secret, kinds, state, added_at, revision)
        values (?, ?, ?, ?::text[], ?, ?, ?::text[], ?, ?, ?) on conflict do nothing
      """;

  private final DataSource dataSource;

  JdbcWebhooks(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public boolean add(Webhook webhook) {
    return Sql.update(
            dataSource,
            ADD,
            webhook.id(),
            webhook.country().value(),
            webhook.organization().value(),
            webhook.roles().stream().sorted().toList(),
            webhook.url().toString(),
            webhook.secret(),
            webhook.kinds().stream().map(Enum::name).sorted().toList(),
            webhook.state().name(),
            webhook.addedAt().atOffset(ZoneOffset.UTC),
            webhook.revision())
        == 1;
  }

  @Override
  public Optional<Webhook> find(UUID id) {
    return Sql.query(dataSource, READ + "id = ? for update", JdbcWebhooks::read, id).stream()
        .findFirst();
  }

  @Override
  public List<Webhook> of(Caller caller, @Nullable Mark after, int limit) {
    List<Object> args =
        new ArrayList<>(List.of(caller.organization().value(), caller.country().value()));
    String from = "";
    if (after != null) {
      from = " and (added_at, id) < (?, ?)";
      args.add(after.addedAt().atOffset(ZoneOffset.UTC));
      args.add(after.id());
    }
    args.add(limit);
    return Sql.query(
        dataSource,
        READ
            + "organization = ? and country = ?"
            + from
            + " order by added_at desc, id desc limit ?",
        JdbcWebhooks::read,
        args.toArray());
  }

  @Override
  public int open(Caller caller) {
    return Sql.query(
            dataSource,
            "select count(*) from platform.webhook where organization = ? and country = ? and state <> 'ENDED'",
            row -> row.getInt(1),
            caller.organization().value(),
            caller.country().value())
        .getFirst();
  }

  @Override
  public List<Webhook> active() {
    return Sql.query(dataSource, READ + "state = 'ACTIVE'", JdbcWebhooks::read);
  }

  @Override
  public void save(Webhook webhook) {
    Sql.update(
        dataSource,
        "update platform.webhook set state = ?, secret = ?, revision = ? where id = ?",
        webhook.state().name(),
        webhook.secret(),
        webhook.revision(),
        webhook.id());
  }

  private static Webhook read(ResultSet row) throws SQLException {
    return new Webhook(
        Sql.uuid(row, "id"),
        new OrganizationId(Sql.uuid(row, "organization")),
        new CountryCode(Sql.text(row, "country")),
        new HashSet<>(Sql.texts(row, "roles")),
        URI.create(Sql.text(row, "url")),
        row.getString("secret"),
        Sql.texts(row, "kinds").stream().map(ChangeKind::valueOf).collect(Collectors.toSet()),
        Webhook.State.valueOf(Sql.text(row, "state")),
        row.getObject("added_at", OffsetDateTime.class).toInstant(),
        row.getLong("revision"));
  }
}
