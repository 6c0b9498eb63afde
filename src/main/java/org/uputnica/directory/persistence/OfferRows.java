package org.uputnica.directory.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.IntakeTerms;
import org.uputnica.directory.domain.Licence;
import org.uputnica.directory.domain.Schedule;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.persistence.Sql;

/**
 * Rows of one query as {@link ServiceOffer}. Thousands of services speak the same few languages and
 * keep the same few hours: each list is taken apart once for a query, however many rows have it.
 */
final class OfferRows {
  /** Without the document, which no rule asks for; a list is one text. */
  static final String COLUMNS =
      "s.id, s.organization, s.country, s.name, "
          + list("service_types")
          + "s.area, "
          + list("languages")
          + "s.interpreter_available, s.minimum_age, s.maximum_age, "
          + list("sexes")
          + "s.accepts_children, s.security_level, s.licensed_until, s.licence_needed,"
          + " s.cooperation_required, s.costs_money, s.active, "
          + list("legal_statuses")
          + list("exclusions")
          + "s.phone, "
          + list("hours")
          + "s.on_call, "
          + list("accessibility")
          + "s.maximum_stay, s.extension, s.interpreters, s.licence_body, s.licence_number,"
          + " s.inspected_on, o.name as organization_name";

  static final String FROM =
      " from directory.service s join directory.organization o on o.id = s.organization";

  /** No text of a directory has it in it. */
  private static final char BETWEEN = '\u001f';

  private static final Licence NO_LICENCE = new Licence(null, null, null, null);

  private final Map<String, List<String>> lists = new HashMap<>();
  private final Map<String, Set<String>> sets = new HashMap<>();
  private final Map<String, List<Schedule>> hours = new HashMap<>();

  private static String list(String column) {
    return "array_to_string(s." + column + ", chr(31)) as " + column + ", ";
  }

  ServiceOffer read(ResultSet row) throws SQLException {
    @Nullable LocalDate licensedUntil = row.getObject("licensed_until", LocalDate.class);
    return new ServiceOffer(
        new ServiceId(Sql.uuid(row, "id")),
        new OrganizationId(Sql.uuid(row, "organization")),
        Sql.text(row, "organization_name"),
        Sql.text(row, "name"),
        new CountryCode(Sql.text(row, "country")),
        set(Sql.text(row, "service_types")),
        Sql.text(row, "area"),
        list(row, "languages"),
        row.getBoolean("interpreter_available"),
        row.getObject("minimum_age", Integer.class),
        row.getObject("maximum_age", Integer.class),
        set(Sql.text(row, "sexes")),
        row.getBoolean("accepts_children"),
        Sql.text(row, "security_level"),
        licensedUntil,
        row.getBoolean("licence_needed"),
        row.getBoolean("cooperation_required"),
        row.getBoolean("costs_money"),
        row.getBoolean("active"),
        List.of(),
        set(Sql.text(row, "legal_statuses")),
        set(Sql.text(row, "exclusions")),
        row.getString("phone"),
        intake(row, licensedUntil));
  }

  private IntakeTerms intake(ResultSet row, @Nullable LocalDate licensedUntil) throws SQLException {
    @Nullable String accessibility = row.getString("accessibility");
    return new IntakeTerms(
        hours.computeIfAbsent(
            Sql.text(row, "hours"), it -> split(it).stream().map(Schedule::parse).toList()),
        row.getBoolean("on_call"),
        accessibility == null ? null : set(accessibility),
        row.getObject("maximum_stay", Integer.class),
        row.getString("extension"),
        row.getString("interpreters"),
        licence(row, licensedUntil));
  }

  private static @Nullable Licence licence(ResultSet row, @Nullable LocalDate until)
      throws SQLException {
    var licence =
        new Licence(
            row.getString("licence_body"),
            row.getString("licence_number"),
            until,
            row.getObject("inspected_on", LocalDate.class));
    return licence.equals(NO_LICENCE) ? null : licence;
  }

  private List<String> list(ResultSet row, String column) throws SQLException {
    return lists.computeIfAbsent(Sql.text(row, column), OfferRows::split);
  }

  private Set<String> set(String listed) {
    return sets.computeIfAbsent(listed, it -> Set.copyOf(split(it)));
  }

  private static List<String> split(String listed) {
    return listed.isEmpty()
        ? List.of()
        : Arrays.stream(listed.split(String.valueOf(BETWEEN), -1)).toList();
  }
}
