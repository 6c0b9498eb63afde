package org.uputnica.consent.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.Asked;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ConsentStatement.ExceptionApproved;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Invalidated;
import org.uputnica.consent.domain.ConsentStatement.No;
import org.uputnica.consent.domain.ConsentStatement.NotAsked;
import org.uputnica.consent.domain.ConsentStatement.Refused;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ConsentStatement.Withdrawn;
import org.uputnica.consent.domain.ConsentStatus;
import org.uputnica.consent.domain.ExceptionRule.Effective;
import org.uputnica.consent.domain.InvalidReason;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.NotAskedReason;
import org.uputnica.consent.domain.OverrideReason;
import org.uputnica.consent.domain.RefusalReason;
import org.uputnica.consent.domain.Said;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.consent.domain.Telling;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/** A statement as a row and back. A row that cannot be read fails: it must not open anything. */
final class StatementRow {
  /** In the order in which {@link #write} binds them. */
  static final String COLUMNS =
      "id, case_id, country, organization, case_organization, recorder, scope, recipient, status, items, said_by,"
          + " device_time, recorded_at, method, language, text_version, interpreter, witness, understood_back,"
          + " contact, not_asked_reason, expires_at, override_reason, effective, lapses_at, approves, invalid_reason, evidence,"
          + " refusal_reason";

  private StatementRow() {}

  static void write(
      ConsentStatement statement,
      CaseForConsent about,
      PreparedStatement insert,
      Connection connection)
      throws SQLException {
    Said said = statement.said();
    @Nullable Telling told = statement instanceof Spoken spoken ? spoken.told() : null;
    @Nullable OrganizationId recipient = said.recipient();
    insert.setObject(1, said.id().value());
    insert.setObject(2, said.caseId().value());
    insert.setString(3, about.country().value());
    insert.setObject(4, said.organization().value());
    insert.setObject(5, about.responsible().value());
    insert.setString(6, said.recorder());
    insert.setString(7, said.scope().code());
    insert.setObject(8, recipient == null ? null : recipient.value(), Types.OTHER);
    insert.setString(9, statement.status().code());
    insert.setArray(
        10, connection.createArrayOf("text", said.items().stream().map(Enum::name).toArray()));
    insert.setString(11, said.saidBy().name());
    insert.setObject(12, at(said.deviceTime()));
    insert.setObject(13, at(said.recordedAt()));
    insert.setString(14, told == null ? null : told.method());
    insert.setString(15, told == null ? null : told.language());
    insert.setString(16, told == null ? null : told.textVersion());
    insert.setString(17, told == null ? null : told.interpreter());
    insert.setString(18, told == null ? null : told.witness());
    insert.setObject(19, told == null ? null : told.understoodBack(), Types.BOOLEAN);
    insert.setObject(20, told == null ? null : told.contact(), Types.OTHER);
    Rest rest = rest(statement);
    insert.setString(21, rest.notAskedReason());
    insert.setObject(22, at(rest.expires()), Types.TIMESTAMP_WITH_TIMEZONE);
    insert.setString(23, rest.overrideReason());
    insert.setString(24, rest.effective());
    insert.setObject(25, at(rest.lapses()), Types.TIMESTAMP_WITH_TIMEZONE);
    insert.setObject(26, rest.approves(), Types.OTHER);
    insert.setString(
        27,
        statement instanceof Invalidated invalid && invalid.reason() != null
            ? invalid.reason().name()
            : null);
    insert.setObject(28, told == null ? null : told.evidence(), Types.OTHER);
    insert.setString(
        29, statement instanceof No no && no.reason() != null ? no.reason().code() : null);
  }

  /** The columns that only some kinds of statements fill. */
  private record Rest(
      @Nullable String notAskedReason,
      @Nullable Instant expires,
      @Nullable String overrideReason,
      @Nullable String effective,
      @Nullable Instant lapses,
      @Nullable UUID approves) {}

  private static Rest rest(ConsentStatement statement) {
    return switch (statement) {
      case Asked _, Refused _, Withdrawn _, Invalidated _ ->
          new Rest(null, null, null, null, null, null);
      case Given given -> new Rest(null, given.expires(), null, null, null, null);
      case NotAsked notAsked -> new Rest(notAsked.reason().name(), null, null, null, null, null);
      case ExceptionAct act ->
          new Rest(
              null, act.expires(), act.reason().code(), act.effective().word(), act.lapses(), null);
      case ExceptionApproved approved ->
          new Rest(null, null, null, null, null, approved.exception().value());
    };
  }

  static ConsentStatement read(ResultSet row) throws SQLException {
    ConsentStatus status = ConsentStatus.of(row.getString("status")).orElseThrow();
    @Nullable UUID recipient = row.getObject("recipient", UUID.class);
    Said said =
        new Said(
            new ConsentId(row.getObject("id", UUID.class)),
            new CaseId(row.getObject("case_id", UUID.class)),
            ConsentScope.of(row.getString("scope")).orElseThrow(),
            recipient == null ? null : new OrganizationId(recipient),
            items(row),
            SaidBy.valueOf(row.getString("said_by")),
            instant(row, "device_time"),
            instant(row, "recorded_at"),
            new OrganizationId(row.getObject("organization", UUID.class)),
            row.getString("recorder"));
    return switch (status) {
      case ASKED -> new Asked(said, telling(row));
      case GIVEN, LIMITED ->
          new Given(said, telling(row), status == ConsentStatus.LIMITED, find(row, "expires_at"));
      case REFUSED -> new Refused(said, telling(row), refusalReason(row));
      case NOT_ASKED ->
          new NotAsked(
              said, telling(row), NotAskedReason.valueOf(row.getString("not_asked_reason")));
      case WITHDRAWN -> new Withdrawn(said, telling(row), refusalReason(row));
      case INVALIDATED -> new Invalidated(said, telling(row), invalidReason(row));
      case OVERRIDDEN -> exception(row, said);
      case EXPIRED -> throw new IllegalStateException("nobody says that something has expired");
    };
  }

  private static ConsentStatement exception(ResultSet row, Said said) throws SQLException {
    @Nullable UUID approves = row.getObject("approves", UUID.class);
    return approves == null
        ? new ExceptionAct(
            said,
            OverrideReason.of(row.getString("override_reason")).orElseThrow(),
            Effective.of(row.getString("effective")),
            instant(row, "lapses_at"),
            instant(row, "expires_at"))
        : new ExceptionApproved(said, new ConsentId(approves));
  }

  private static @Nullable InvalidReason invalidReason(ResultSet row) throws SQLException {
    @Nullable String reason = row.getString("invalid_reason");
    return reason == null ? null : InvalidReason.valueOf(reason);
  }

  private static @Nullable RefusalReason refusalReason(ResultSet row) throws SQLException {
    @Nullable String reason = row.getString("refusal_reason");
    return reason == null ? null : RefusalReason.of(reason).orElseThrow();
  }

  private static Telling telling(ResultSet row) throws SQLException {
    return new Telling(
        row.getString("method"),
        row.getString("language"),
        row.getString("text_version"),
        row.getString("interpreter"),
        row.getString("witness"),
        row.getObject("understood_back", Boolean.class),
        row.getObject("contact", UUID.class),
        row.getObject("evidence", UUID.class));
  }

  private static Set<ItemCategory> items(ResultSet row) throws SQLException {
    Set<ItemCategory> items = EnumSet.noneOf(ItemCategory.class);
    for (String item : (String[]) row.getArray("items").getArray()) {
      items.add(ItemCategory.valueOf(item));
    }
    return items;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant find(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
