package org.uputnica.mechanism.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.uputnica.mechanism.domain.MechanismVersions;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.persistence.Sql;

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
    return Sql.update(
            dataSource,
            "insert into process.mechanism_version (country, version, files, kept_at) values (?, ?, ?::jsonb, ?)"
                + " on conflict do nothing",
            country.value(),
            version,
            write(files),
            at.atOffset(ZoneOffset.UTC))
        == 1;
  }

  @Override
  public Optional<Map<String, String>> files(CountryCode country, String version) {
    return Sql.query(
            dataSource,
            "select files from process.mechanism_version where country = ?::bpchar and version = ?",
            row -> read(row.getString(1)),
            country.value(),
            version)
        .stream()
        .findFirst();
  }

  @Override
  public List<Kept> list(CountryCode country) {
    return Sql.query(
        dataSource,
        "select coalesce(v.version, c.mechanism_version) as version, coalesce(v.kept_at, 'epoch') as kept_at,"
            + " coalesce(c.cases, 0) as cases from"
            + " (select version, kept_at from process.mechanism_version where country = ?::bpchar) as v"
            + " full join (select mechanism_version, count(*) as cases from process.case_record c"
            + " where country = ?::bpchar and "
            + JdbcMechanismMoves.OPEN
            + " group by mechanism_version) as c on c.mechanism_version = v.version"
            + " order by kept_at desc, version",
        row ->
            new Kept(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getLong(3)),
        country.value(),
        country.value());
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
}
