package org.uputnica.board.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.board.domain.BoardCount;
import org.uputnica.board.domain.BoardFilter;
import org.uputnica.board.domain.BoardLine;
import org.uputnica.board.domain.BoardLine.About;
import org.uputnica.board.domain.BoardLine.Room;
import org.uputnica.board.domain.BoardLine.Run;
import org.uputnica.board.domain.BoardLine.Said;
import org.uputnica.board.domain.BoardList;
import org.uputnica.board.domain.BoardLists;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.persistence.Sql;

/** The board read from the tables of all rooms, in the running transaction. */
@ApplicationScoped
class JdbcBoardLists implements BoardLists {
  private final DataSource dataSource;

  JdbcBoardLists(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<BoardLine> lines(
      BoardList list, BoardFilter filter, @Nullable Cursor after, int limit) {
    BoardSelect select =
        BoardSelect.of(
            list,
            filter,
            after == null ? null : after.part(0, Instant::parse),
            after == null ? null : after.part(1, UUID::fromString),
            limit);
    readInOrder();
    return Sql.query(dataSource, select.sql(), row -> line(row, list), select.values().toArray());
  }

  @Override
  public List<BoardCount> counts(
      Set<BoardList> lists, CountryCode country, Instant now, Duration freshFor) {
    List<String> each = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (BoardList list : lists) {
      BoardSelect select =
          BoardSelect.of(
                  list,
                  BoardFilter.usual(list, country, now, freshFor),
                  null,
                  null,
                  BoardCount.MOST + 1)
              .counted();
      each.add("select '%s' as list, (%s) as lines".formatted(list, select.sql()));
      values.addAll(select.values());
    }
    readInOrder();
    return Sql.query(
        dataSource, String.join(" union all ", each), JdbcBoardLists::count, values.toArray());
  }

  @Override
  public long freePlaces(CountryCode country, Instant since) {
    return Sql.query(
            dataSource,
            "select coalesce(sum(y.available), 0) as places from directory.capacities() y"
                + " join directory.service v on v.id = y.service"
                + " where v.active and y.country = ?::bpchar and y.updated >= ?",
            row -> row.getLong("places"),
            country.value(),
            since.atOffset(ZoneOffset.UTC))
        .getFirst();
  }

  private void readInOrder() {
    Sql.query(dataSource, BoardSelect.IN_ORDER, row -> row.getString(1));
  }

  private static BoardCount count(ResultSet row) throws SQLException {
    int lines = row.getInt("lines");
    return new BoardCount(
        BoardList.valueOf(row.getString("list")),
        Math.min(lines, BoardCount.MOST),
        lines > BoardCount.MOST);
  }

  private static Said said(ResultSet row, String scope) throws SQLException {
    @Nullable UUID recipient = row.getObject("recipient", UUID.class);
    return new Said(
        row.getObject("statement", UUID.class),
        scope,
        recipient == null ? null : new OrganizationId(recipient));
  }

  private static BoardLine line(ResultSet row, BoardList list) throws SQLException {
    UUID line = Sql.uuid(row, "line");
    UUID caseId = row.getObject("case_id", UUID.class);
    UUID track = row.getObject("track_id", UUID.class);
    String scope = row.getString("scope");
    return new BoardLine(
        row.getObject("at", OffsetDateTime.class).toInstant(),
        line,
        new OrganizationId(Sql.uuid(row, "organization")),
        caseId == null
            ? null
            : new About(
                new CaseId(caseId), new CaseCode(row.getString("code")), row.getBoolean("child")),
        track == null
            ? null
            : new Run(
                new TrackId(track),
                row.getString("state"),
                row.getString("clock"),
                row.getString("priority")),
        scope == null ? null : said(row, scope),
        list.isOfCases()
            ? null
            : new Room(new ServiceId(Sql.uuid(row, "service")), row.getInt("available")));
  }
}
