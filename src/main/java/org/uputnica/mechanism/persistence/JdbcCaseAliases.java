package org.uputnica.mechanism.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.uputnica.mechanism.domain.CaseAliases;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.persistence.Sql;

/** {@code process.case_alias}, in the running transaction. */
@ApplicationScoped
class JdbcCaseAliases implements CaseAliases {
  private final DataSource dataSource;

  JdbcCaseAliases(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<CaseId> find(CaseCode code) {
    return Sql.query(
        dataSource,
        "select case_id as found, 1 as rank from process.case_alias where code = ?::bpchar"
            + " union all select id, 2 from process.case_record where code = ?::bpchar order by rank",
        row -> new CaseId(Sql.uuid(row, "found")),
        code.value(),
        code.value());
  }

  @Override
  public Optional<CaseId> goesOnIn(CaseId closed) {
    return Sql.query(
            dataSource,
            "select case_id from process.case_alias where closed_case = ?",
            row -> new CaseId(Sql.uuid(row, "case_id")),
            closed.value())
        .stream()
        .findFirst();
  }

  @Override
  public List<CaseCode> of(CaseId id) {
    return Sql.query(
        dataSource,
        "select code from process.case_alias where case_id = ? order by code",
        row -> new CaseCode(Sql.text(row, "code")),
        id.value());
  }

  @Override
  public List<CaseId> joinedInto(CaseId id) {
    return Sql.query(
        dataSource,
        "select closed_case from process.case_alias where case_id = ? order by code",
        row -> new CaseId(Sql.uuid(row, "closed_case")),
        id.value());
  }

  @Override
  public void join(CaseRecord closed, CaseRecord goesOn, Instant at) {
    Sql.update(
        dataSource,
        "update process.case_alias set case_id = ? where case_id = ?",
        goesOn.id().value(),
        closed.id().value());
    Sql.update(
        dataSource,
        "insert into process.case_alias (code, closed_case, case_id, country, joined_at)"
            + " values (?::bpchar, ?, ?, ?::bpchar, ?)",
        closed.code().value(),
        closed.id().value(),
        goesOn.id().value(),
        closed.country().value(),
        at.atOffset(ZoneOffset.UTC));
  }
}
