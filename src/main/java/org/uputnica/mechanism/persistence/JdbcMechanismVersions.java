package org.uputnica.mechanism.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.uputnica.mechanism.domain.MechanismVersions;
import org.uputnica.platform.id.CountryCode;

/** {@code process.mechanism_version}, in the running transaction. */
@ApplicationScoped
class JdbcMechanismVersions implements MechanismVersions {
  private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {};

  private final DataSource dataSource;
  private final ObjectMapper json;

  JdbcMechanismVersions(DataSource dataSource, ObjectMapper json) {
    this.dataSource = dataSource;
    this.json = json;
  }

  @Override
  public boolean keep(CountryCode country, String version, Map<String, String> files, Instant at) {
    return run(
        "insert into process.mechanism_version (country, version, files, kept_at) values (?, ?, ?::jsonb, ?)"
            + " on conflict do nothing",
        insert -> {
          insert.setString(1, country.value());
          insert.setString(2, version);
          insert.setString(3, write(files));
          insert.setObject(4, at.atOffset(ZoneOffset.UTC));
          return insert.executeUpdate() == 1;
        });
  }

  @Override
  public Optional<Map<String, String>> files(CountryCode country, String version) {
    return run(
        "select files from process.mechanism_version where country = ?::bpchar and version = ?",
        select -> {
          select.setString(1, country.value());
          select.setString(2, version);
          try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(read(row.getString(1))) : Optional.empty();
          }
        });
  }

  @Override
  public List<Kept> list(CountryCode country) {
    return run(
        "select coalesce(v.version, c.mechanism_version) as version, coalesce(v.kept_at, 'epoch') as kept_at,"
            + " coalesce(c.cases, 0) as cases from"
            + " (select version, kept_at from process.mechanism_version where country = ?::bpchar) as v"
            + " full join (select mechanism_version, count(*) as cases from process.case_record c"
            + " where country = ?::bpchar and "
            + JdbcMechanismMoves.OPEN
            + " group by mechanism_version) as c on c.mechanism_version = v.version"
            + " order by kept_at desc, version",
        select -> {
          select.setString(1, country.value());
          select.setString(2, country.value());
          List<Kept> found = new ArrayList<>();
          try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
              found.add(
                  new Kept(
                      row.getString(1),
                      row.getObject(2, OffsetDateTime.class).toInstant(),
                      row.getLong(3)));
            }
          }
          return found;
        });
  }

  private String write(Map<String, String> files) {
    try {
      return json.writeValueAsString(files);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Map<String, String> read(String files) {
    try {
      return json.readValue(files, FILES);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private <T> T run(String sql, Statement<T> work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.run(statement);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private interface Statement<T> {
    T run(PreparedStatement statement) throws SQLException;
  }
}
