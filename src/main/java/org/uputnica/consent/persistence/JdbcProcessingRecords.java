package org.uputnica.consent.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.Basis;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.ProcessingRecord;
import org.uputnica.consent.domain.ProcessingRecords;
import org.uputnica.consent.domain.TransferTerms;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;

/** Processing records in PostgreSQL. Joins the running transaction. */
@ApplicationScoped
class JdbcProcessingRecords implements ProcessingRecords {
  /**
   * Said before a list, for the running transaction: row-level security hides from the planner how
   * many rows there are, and a list that it takes for short would be read whole and sorted.
   */
  static final String IN_ORDER =
      "select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)";

  private final DataSource dataSource;

  JdbcProcessingRecords(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void add(ProcessingRecord transfer) {
    @Nullable CountryCode to = transfer.recipientCountry();
    @Nullable TransferTerms terms = transfer.terms();
    Sql.update(
        dataSource,
        "insert into process.processing_record (id, case_id, case_code, country, at, scope, basis, recipient,"
            + " recipient_country, items, retention_months, safeguard, agreement, day)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as int), ?, ?, ?) on conflict do nothing",
        transfer.id(),
        transfer.caseId().value(),
        transfer.caseCode().value(),
        transfer.country().value(),
        Sql.utc(transfer.at()),
        transfer.scope().code(),
        transfer.basis(),
        transfer.recipient().value(),
        to == null ? null : to.value(),
        names(transfer.items()),
        terms == null ? null : terms.retentionMonths(),
        terms == null ? null : terms.safeguard().name(),
        terms == null ? null : terms.agreement(),
        day(transfer.at()));
  }

  @Override
  public List<Basis> unkept(
      CaseId id, OrganizationId recipient, List<Basis> on, Set<ItemCategory> items, Instant at) {
    return Sql.query(
        dataSource,
        "select * from process.transfers_to_keep(?, ?, ?, ?, ?, ?)",
        row -> on.get(row.getInt(1)),
        id.value(),
        recipient.value(),
        on.stream().map(basis -> basis.scope().code()).toList(),
        on.stream().map(Basis::legal).toList(),
        names(items),
        day(at));
  }

  private static List<String> names(Set<ItemCategory> items) {
    return items.stream().map(ItemCategory::name).sorted().toList();
  }

  private static LocalDate day(Instant at) {
    return Sql.utc(at).toLocalDate();
  }

  @Override
  public List<ProcessingRecord> list(
      CountryCode country, Filter filter, @Nullable Place before, int limit) {
    Select select = select(country, filter, before, limit);
    Sql.query(dataSource, IN_ORDER, row -> row.getString(1));
    return Sql.query(
        dataSource, select.sql(), JdbcProcessingRecords::read, select.values().toArray());
  }

  /** What is asked, in the order of one of the indexes. */
  static Select select(CountryCode country, Filter filter, @Nullable Place before, int limit) {
    StringBuilder sql =
        new StringBuilder("select * from process.processing_record where country = ?::bpchar");
    List<Object> values = new ArrayList<>(List.of(country.value()));
    if (filter.scope() != null) {
      sql.append(" and scope = ?");
      values.add(filter.scope().code());
    }
    if (filter.recipientCountry() != null) {
      sql.append(" and recipient_country = ?::bpchar");
      values.add(filter.recipientCountry().value());
    }
    if (filter.basis() != null) {
      sql.append(" and basis = ?");
      values.add(filter.basis());
    }
    if (filter.from() != null) {
      sql.append(" and at >= ?");
      values.add(Sql.utc(filter.from()));
    }
    if (filter.to() != null) {
      sql.append(" and at < ?");
      values.add(Sql.utc(filter.to()));
    }
    if (before != null) {
      sql.append(" and (at, id) < (?, ?)");
      values.add(Sql.utc(before.at()));
      values.add(before.id());
    }
    values.add(limit);
    return new Select(sql.append(" order by at desc, id desc limit ?").toString(), values);
  }

  /** A statement and what is bound to it, in order. */
  record Select(String sql, List<Object> values) {}

  private static ProcessingRecord read(ResultSet row) throws SQLException {
    @Nullable String to = row.getString("recipient_country");
    @Nullable String safeguard = row.getString("safeguard");
    return new ProcessingRecord(
        Sql.uuid(row, "id"),
        new CaseId(Sql.uuid(row, "case_id")),
        new CaseCode(Sql.text(row, "case_code")),
        new CountryCode(Sql.text(row, "country")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        ConsentScope.of(Sql.text(row, "scope")).orElseThrow(),
        Sql.text(row, "basis"),
        new OrganizationId(Sql.uuid(row, "recipient")),
        to == null ? null : new CountryCode(to),
        Sql.texts(row, "items").stream().map(ItemCategory::valueOf).collect(Collectors.toSet()),
        safeguard == null
            ? null
            : new TransferTerms(
                row.getObject("retention_months", Integer.class),
                TransferTerms.Safeguard.valueOf(safeguard),
                row.getString("agreement")));
  }
}
