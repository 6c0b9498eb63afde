package org.uputnica.crossborder.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.uputnica.crossborder.domain.AgreementEnd;
import org.uputnica.crossborder.domain.AgreementEnds;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** {@link AgreementEnds} in {@code directory.agreement_end}. */
@ApplicationScoped
class JdbcAgreementEnds implements AgreementEnds {
  private static final String COLUMNS = "id, country, partner, last_day, source, said_at";

  private final DataSource source;

  JdbcAgreementEnds(DataSource source) {
    this.source = source;
  }

  @Override
  public void add(AgreementEnd said, String by) {
    int added =
        Sql.update(
            source,
            "insert into directory.agreement_end (id, country, partner, last_day, source, said_by,"
                + " said_at) values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
            said.id(),
            said.country().value(),
            said.partner().value(),
            said.lastDay(),
            said.source(),
            by,
            said.saidAt().atOffset(ZoneOffset.UTC));
    if (added == 0) {
      throw RefusedException.of(ProblemType.ALREADY_EXISTS, "Make a new random id");
    }
  }

  @Override
  public List<AgreementEnd> last() {
    return Sql.query(
        source,
        "select distinct on (country, partner) "
            + COLUMNS
            + " from directory.agreement_end order by country, partner, number desc",
        JdbcAgreementEnds::read);
  }

  private static AgreementEnd read(ResultSet row) throws SQLException {
    return new AgreementEnd(
        Sql.uuid(row, "id"),
        new CountryCode(Sql.text(row, "country")),
        new CountryCode(Sql.text(row, "partner")),
        row.getObject("last_day", LocalDate.class),
        Sql.text(row, "source"),
        row.getObject("said_at", OffsetDateTime.class).toInstant());
  }
}
