package org.uputnica.casefile.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.uputnica.casefile.domain.Criterion;
import org.uputnica.casefile.domain.SearchIndex;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.keys.SearchKeyId;
import org.uputnica.platform.persistence.Sql;

/** The blind indexes through the vault's functions; the service has no right on the tables. */
@ApplicationScoped
class JdbcSearchIndex implements SearchIndex {
  private final DataSource dataSource;

  JdbcSearchIndex(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Map<Integer, byte[]> keys(String owner) {
    return Sql.prepare(
        dataSource,
        "select * from vault.search_keys(?)",
        call -> {
          call.setString(1, owner);
          Map<Integer, byte[]> keys = new LinkedHashMap<>();
          try (ResultSet row = call.executeQuery()) {
            while (row.next()) {
              keys.put(row.getInt("generation"), row.getBytes("proof"));
            }
          }
          return keys;
        });
  }

  @Override
  public void addKey(SearchKeyId id, CountryCode country, byte[] proof, Instant at) {
    Sql.prepare(
        dataSource,
        "select vault.put_search_key(?, ?, ?, ?, ?)",
        call -> {
          call.setString(1, id.owner());
          call.setInt(2, id.generation());
          call.setString(3, country.value());
          call.setBytes(4, proof);
          call.setObject(5, at.atOffset(ZoneOffset.UTC));
          return call.execute();
        });
  }

  @Override
  public int dropKeysBefore(int generation) {
    return Sql.prepare(
        dataSource,
        "select vault.drop_search_keys(?)",
        call -> {
          call.setInt(1, generation);
          try (ResultSet row = call.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
          }
        });
  }

  @Override
  public Map<OrganizationId, Set<ItemCategory>> searchers(CaseId caseId) {
    return Sql.prepare(
        dataSource,
        "select * from vault.searchers(?)",
        call -> {
          call.setObject(1, caseId.value());
          Map<OrganizationId, Set<ItemCategory>> searchers = new LinkedHashMap<>();
          try (ResultSet row = call.executeQuery()) {
            while (row.next()) {
              searchers.put(
                  new OrganizationId(row.getObject("organization", UUID.class)),
                  texts(row.getArray("categories")).stream()
                      .map(ItemCategory::valueOf)
                      .collect(Collectors.toSet()));
            }
          }
          return searchers;
        });
  }

  @Override
  public void put(
      CaseId caseId,
      OrganizationId organization,
      Set<ItemCategory> categories,
      int generation,
      List<Integer> tokens) {
    Sql.prepare(
        dataSource,
        "select vault.put_tokens(?, ?, ?, ?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          call.setObject(2, organization.value());
          call.setArray(3, call.getConnection().createArrayOf("text", names(categories)));
          call.setInt(4, generation);
          call.setArray(5, call.getConnection().createArrayOf("int4", tokens.toArray()));
          return call.execute();
        });
  }

  @Override
  public void putStrong(
      CaseId caseId, OrganizationId responsible, Map<Long, Set<Criterion>> tokens) {
    List<Long> ordered = List.copyOf(tokens.keySet());
    Sql.prepare(
        dataSource,
        "select vault.put_country_tokens(?, ?, ?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          call.setObject(2, responsible.value());
          call.setArray(3, call.getConnection().createArrayOf("int8", ordered.toArray()));
          call.setArray(
              4,
              call.getConnection()
                  .createArrayOf(
                      "text",
                      ordered.stream()
                          .map(tokens::get)
                          .map(criteria -> String.join(" ", names(criteria)))
                          .toArray()));
          return call.execute();
        });
  }

  @Override
  public boolean drop(CaseId caseId, OrganizationId organization) {
    return Sql.prepare(
        dataSource,
        "select vault.drop_searcher(?, ?)",
        call -> {
          call.setObject(1, caseId.value());
          call.setObject(2, organization.value());
          try (ResultSet row = call.executeQuery()) {
            return row.next() && row.getBoolean(1);
          }
        });
  }

  @Override
  public List<CaseId> find(OrganizationId organization, List<Integer> tokens, int most) {
    return Sql.prepare(
        dataSource,
        "select * from vault.find_tokens(?, ?, ?)",
        call -> {
          call.setObject(1, organization.value());
          call.setArray(2, call.getConnection().createArrayOf("int4", tokens.toArray()));
          call.setInt(3, most);
          List<CaseId> found = new ArrayList<>();
          try (ResultSet row = call.executeQuery()) {
            while (row.next()) {
              found.add(new CaseId(row.getObject("case_id", UUID.class)));
            }
          }
          return found;
        });
  }

  @Override
  public Map<CaseId, Set<Criterion>> findStrong(CountryCode country, List<Long> tokens, int most) {
    return Sql.prepare(
        dataSource,
        "select * from vault.find_country_tokens(?, ?, ?)",
        call -> {
          call.setString(1, country.value());
          call.setArray(2, call.getConnection().createArrayOf("int8", tokens.toArray()));
          call.setInt(3, most);
          Map<CaseId, Set<Criterion>> found = new LinkedHashMap<>();
          try (ResultSet row = call.executeQuery()) {
            while (row.next()) {
              found.put(
                  new CaseId(row.getObject("case_id", UUID.class)),
                  texts(row.getArray("criteria")).stream()
                      .map(Criterion::valueOf)
                      .collect(Collectors.toSet()));
            }
          }
          return found;
        });
  }

  @Override
  public List<Long> strongTokens(CaseId caseId) {
    return Sql.prepare(
        dataSource,
        "select vault.country_tokens_of(?)",
        call -> {
          call.setObject(1, caseId.value());
          try (ResultSet row = call.executeQuery()) {
            row.next();
            return List.of((Long[]) row.getArray(1).getArray());
          }
        });
  }

  @Override
  public Optional<Unindexed> nextBefore(int generation) {
    return Sql.prepare(
        dataSource,
        "select * from vault.next_unindexed(?)",
        call -> {
          call.setInt(1, generation);
          try (ResultSet row = call.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new Unindexed(
                        new CaseId(row.getObject("case_id", UUID.class)),
                        new CountryCode(row.getString("country")),
                        new OrganizationId(row.getObject("organization", UUID.class))))
                : Optional.empty();
          }
        });
  }

  private static String[] names(Collection<? extends Enum<?>> codes) {
    return codes.stream().map(Enum::name).sorted().toArray(String[]::new);
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
