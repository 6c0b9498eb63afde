package org.uputnica.registration.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.domain.Criterion;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.registration.domain.PossibleMatch;
import org.uputnica.registration.domain.PossibleMatches;

/** Possible matches over JDBC, in the running transaction. */
@ApplicationScoped
class JdbcPossibleMatches implements PossibleMatches {
  private static final String TAKE =
      """
      delete from process.match_probe where id =
        (select id from process.match_probe order by asked_at, id limit 1 for update skip locked)
      returning id, country, organization, case_id, tokens
      """;
  private static final String ADD =
      """
      insert into process.possible_match (id, country, asking_organization, asking_case, other_case, criteria,
        found_at, state, revision) values (?, ?, ?, ?, ?, ?, ?, 'OPEN', 0) on conflict do nothing
      """;
  private static final String UNLESS_ERASED =
      """
      delete from process.possible_match
      where id = ? and (vault.is_erased(other_case) or vault.is_erased(asking_case))
      """;

  /** The first waits for a match that is being added; what is added later finds her erased. */
  private static final List<String> FORGET =
      List.of(
          "select from process.case_record where id = ? for update",
          "delete from process.possible_match where ? in (asking_case, other_case)",
          "delete from process.match_probe where case_id = ?");

  private static final String GIVE_WAY =
      """
      delete from process.possible_match
      where asking_organization = ? and other_case = ? and asking_case is null and state = 'OPEN'
      """;
  private static final String SAVE =
      """
      update process.possible_match set state = ?, brokered_at = ?, brokered_by = ?, dismissed_because = ?,
        revision = revision + 1 where id = ? and revision = ?
      """;
  private static final String OF_COUNTRY =
      """
      select * from process.possible_match m where m.country = ? and (m.found_at, m.id) < (?, ?)
      order by m.found_at desc, m.id desc limit ?
      """;
  private static final String OF_ORGANIZATION =
      """
      select * from process.possible_match m where m.country = ? and (m.found_at, m.id) < (?, ?)
        and m.state = 'BROKERED' and exists (select from process.case_record c
          where c.id in (m.asking_case, m.other_case) and c.organization = ?)
      order by m.found_at desc, m.id desc limit ?
      """;
  private static final OffsetDateTime AFTER_ALL =
      OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final UUID LAST = new UUID(-1, -1);

  private final DataSource dataSource;
  private final Clock clock;

  JdbcPossibleMatches(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  @Override
  public void ask(Probe probe) {
    Sql.prepare(
        dataSource,
        "insert into process.match_probe (id, country, organization, case_id, tokens, asked_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        call -> {
          call.setObject(1, probe.id());
          call.setString(2, probe.country().value());
          call.setObject(3, probe.organization().value());
          call.setObject(4, value(probe.caseId()));
          call.setArray(5, call.getConnection().createArrayOf("int8", probe.tokens().toArray()));
          call.setObject(6, time(clock.instant()));
          return call.executeUpdate();
        });
  }

  @Override
  public Optional<Probe> takeProbe() {
    return Sql.prepare(
        dataSource,
        TAKE,
        call -> {
          try (ResultSet row = call.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new Probe(
                        row.getObject("id", UUID.class),
                        new CountryCode(row.getString("country")),
                        new OrganizationId(row.getObject("organization", UUID.class)),
                        caseId(row, "case_id"),
                        List.of((Long[]) row.getArray("tokens").getArray())))
                : Optional.empty();
          }
        });
  }

  @Override
  public boolean add(PossibleMatch match, CountryCode country) {
    if (match.askingCase() != null) {
      Sql.prepare(
          dataSource,
          GIVE_WAY,
          call -> {
            call.setObject(1, match.askingOrganization().value());
            call.setObject(2, match.otherCase().value());
            return call.executeUpdate();
          });
    }
    boolean added = insert(match, country);
    int erased =
        Sql.prepare(
            dataSource,
            UNLESS_ERASED,
            call -> {
              call.setObject(1, match.id());
              return call.executeUpdate();
            });
    return added && erased == 0;
  }

  private boolean insert(PossibleMatch match, CountryCode country) {
    return Sql.prepare(
        dataSource,
        ADD,
        call -> {
          call.setObject(1, match.id());
          call.setString(2, country.value());
          call.setObject(3, match.askingOrganization().value());
          call.setObject(4, value(match.askingCase()));
          call.setObject(5, match.otherCase().value());
          call.setArray(
              6,
              call.getConnection()
                  .createArrayOf(
                      "text", match.criteria().stream().map(Enum::name).sorted().toArray()));
          call.setObject(7, time(match.foundAt()));
          return call.executeUpdate() == 1;
        });
  }

  @Override
  public void forget(CaseId person) {
    for (String sql : FORGET) {
      Sql.prepare(
          dataSource,
          sql,
          call -> {
            call.setObject(1, person.value());
            return call.execute();
          });
    }
  }

  @Override
  public Optional<PossibleMatch> find(UUID id) {
    return Sql.prepare(
        dataSource,
        "select * from process.possible_match where id = ?",
        call -> {
          call.setObject(1, id);
          return read(call).stream().findFirst();
        });
  }

  @Override
  public PossibleMatch save(PossibleMatch match) {
    int saved =
        Sql.prepare(
            dataSource,
            SAVE,
            call -> {
              call.setString(1, match.state().name());
              call.setObject(2, match.brokeredAt() == null ? null : time(match.brokeredAt()));
              call.setObject(3, match.brokeredBy() == null ? null : match.brokeredBy().value());
              call.setString(
                  4, match.dismissedBecause() == null ? null : match.dismissedBecause().name());
              call.setObject(5, match.id());
              call.setLong(6, match.revision());
              return call.executeUpdate();
            });
    if (saved == 0) {
      throw RefusedException.of(
          ProblemType.STALE_REVISION, "It has changed meanwhile; read it again");
    }
    return find(match.id()).orElseThrow();
  }

  @Override
  public List<PossibleMatch> list(
      CountryCode country,
      @Nullable OrganizationId responsible,
      @Nullable Cursor after,
      int limit) {
    return Sql.prepare(
        dataSource,
        responsible == null ? OF_COUNTRY : OF_ORGANIZATION,
        call -> {
          call.setString(1, country.value());
          call.setObject(2, after == null ? AFTER_ALL : time(after.part(0, Instant::parse)));
          call.setObject(3, after == null ? LAST : after.part(1, UUID::fromString));
          if (responsible == null) {
            call.setInt(4, limit);
          } else {
            call.setObject(4, responsible.value());
            call.setInt(5, limit);
          }
          return read(call);
        });
  }

  private static List<PossibleMatch> read(PreparedStatement call) throws SQLException {
    List<PossibleMatch> found = new ArrayList<>();
    try (ResultSet row = call.executeQuery()) {
      while (row.next()) {
        found.add(match(row));
      }
    }
    return found;
  }

  private static PossibleMatch match(ResultSet row) throws SQLException {
    OffsetDateTime brokered = row.getObject("brokered_at", OffsetDateTime.class);
    UUID by = row.getObject("brokered_by", UUID.class);
    String because = row.getString("dismissed_because");
    return new PossibleMatch(
        row.getObject("id", UUID.class),
        new OrganizationId(row.getObject("asking_organization", UUID.class)),
        caseId(row, "asking_case"),
        new CaseId(row.getObject("other_case", UUID.class)),
        Arrays.stream((String[]) row.getArray("criteria").getArray())
            .map(Criterion::valueOf)
            .collect(Collectors.toSet()),
        row.getObject("found_at", OffsetDateTime.class).toInstant(),
        PossibleMatch.State.valueOf(row.getString("state")),
        brokered == null ? null : brokered.toInstant(),
        by == null ? null : new OrganizationId(by),
        because == null ? null : PossibleMatch.Dismissal.valueOf(because),
        row.getLong("revision"));
  }

  private static @Nullable CaseId caseId(ResultSet row, String column) throws SQLException {
    UUID id = row.getObject(column, UUID.class);
    return id == null ? null : new CaseId(id);
  }

  private static @Nullable UUID value(@Nullable CaseId id) {
    return id == null ? null : id.value();
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
