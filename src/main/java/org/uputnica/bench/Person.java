package org.uputnica.bench;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The invented people of the demo who work here, and where. */
enum Person {
  VERA("1e000000-0000-4000-8000-000000000001", "R-BORDER R-FRONT"),
  JELENA("1e000000-0000-4000-8000-000000000004", "R-SHELTER"),
  MIRA("1e000000-0000-4000-8000-000000000006", "R-CASE"),
  SANJA("1e000000-0000-4000-8000-000000000007", "R-COORD"),
  ILIR("a1000000-0000-4000-8000-000000000007", "R-COORD"),
  JASMINA("ba000000-0000-4000-8000-000000000007", "R-COORD"),
  BESA("c0500000-0000-4000-8000-000000000007", "R-COORD"),
  KATERINA("4c000000-0000-4000-8000-000000000007", "R-COORD"),
  DUSAN("5e000000-0000-4000-8000-000000000007", "R-COORD");

  static final UUID CASE_MANAGERS = UUID.fromString("1e000000-0000-4000-8000-000000000006");

  /** Where all but the coordinators of the other countries work. */
  static final String COUNTRY = "ME";

  private final UUID organization;
  private final String roles;

  Person(String organization, String roles) {
    this.organization = UUID.fromString(organization);
    this.roles = roles;
  }

  String username() {
    return name().toLowerCase(Locale.ROOT);
  }

  UUID organization() {
    return organization;
  }

  /** Role codes, sorted. */
  List<String> roles() {
    return List.of(roles.split(" ", -1));
  }
}
