package org.uputnica.device.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.device.domain.Device;
import org.uputnica.device.domain.DeviceKind;
import org.uputnica.device.domain.Devices;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** {@code platform.device}. Joins the running transaction. */
@ApplicationScoped
class JdbcDevices implements Devices {
  private static final String COLUMNS =
      "select id, country, organization, account, label, kind, thumbprint, registered_at, seen_at, locked_at, revision"
          + " from platform.device where ";
  private static final String NEWEST = " order by registered_at desc, id desc limit ?";

  private final DataSource dataSource;

  JdbcDevices(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void add(Device device, @Nullable String session, String share) {
    int added =
        Sql.update(
            dataSource,
            "insert into platform.device (id, country, organization, account, label, kind, thumbprint, session, share,"
                + " registered_at, seen_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            device.id(),
            device.country().value(),
            device.organization().value(),
            device.account(),
            device.label(),
            device.kind().name(),
            device.thumbprint(),
            session,
            share,
            time(device.registeredAt()),
            time(device.seenAt()));
    if (added == 0) {
      throw RefusedException.of(
          ProblemType.ALREADY_EXISTS, "The id or the key is in use; make a new key and a new id");
    }
  }

  @Override
  public Optional<Device> find(UUID id) {
    return Sql.query(dataSource, COLUMNS + "id = ?", JdbcDevices::read, id).stream().findFirst();
  }

  @Override
  public Optional<String> share(UUID id) {
    return Sql.query(
            dataSource,
            "select share from platform.device where id = ? and locked_at is null for share",
            row -> Sql.text(row, "share"),
            id)
        .stream()
        .findFirst();
  }

  @Override
  public void lock(Device locked) {
    @Nullable Instant at = locked.lockedAt();
    int changed =
        Sql.update(
            dataSource,
            "update platform.device set locked_at = ?, share = null, revision = ? where id = ? and revision = ?",
            at == null ? null : time(at),
            locked.revision(),
            locked.id(),
            locked.revision() - 1);
    if (changed == 0) {
      throw RefusedException.of(
          ProblemType.STALE_REVISION, "It has changed meanwhile; read it again");
    }
  }

  @Override
  public List<Forgotten> forget(Instant before, int atMost) {
    return Sql.query(
        dataSource,
        "select of_device, of_country, of_organization, of_account from platform.forget_devices(?, ?)",
        row ->
            new Forgotten(
                Sql.uuid(row, "of_device"),
                new CountryCode(Sql.text(row, "of_country")),
                new OrganizationId(Sql.uuid(row, "of_organization")),
                Sql.text(row, "of_account")),
        time(before),
        atMost);
  }

  @Override
  public List<Device> own(Caller caller, @Nullable Mark after, int limit) {
    return list(
        "account = ? and organization = ? and country = ?",
        List.of(caller.user(), caller.organization().value(), caller.country().value()),
        after,
        limit);
  }

  @Override
  public List<Device> others(
      Caller caller, boolean country, @Nullable String account, @Nullable Mark after, int limit) {
    StringBuilder which = new StringBuilder("country = ?");
    List<Object> values = new ArrayList<>(List.of(caller.country().value()));
    if (!country) {
      which.append(" and organization = ?");
      values.add(caller.organization().value());
    }
    if (account != null) {
      which.append(" and account = ?");
      values.add(account);
    }
    return list(which.toString(), values, after, limit);
  }

  private List<Device> list(String which, List<Object> values, @Nullable Mark after, int limit) {
    List<Object> args = new ArrayList<>(values);
    String from = "";
    if (after != null) {
      from = " and (registered_at, id) < (?, ?)";
      args.add(time(after.registeredAt()));
      args.add(after.id());
    }
    args.add(limit);
    return Sql.query(
        dataSource, COLUMNS + which + from + NEWEST, JdbcDevices::read, args.toArray());
  }

  private static Device read(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime locked = row.getObject("locked_at", OffsetDateTime.class);
    return new Device(
        Sql.uuid(row, "id"),
        new CountryCode(Sql.text(row, "country")),
        new OrganizationId(Sql.uuid(row, "organization")),
        Sql.text(row, "account"),
        Sql.text(row, "label"),
        DeviceKind.valueOf(Sql.text(row, "kind")),
        Sql.text(row, "thumbprint"),
        row.getObject("registered_at", OffsetDateTime.class).toInstant(),
        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
        locked == null ? null : locked.toInstant(),
        row.getLong("revision"));
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
