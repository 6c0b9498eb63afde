package org.uputnica.consent.domain;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which categories of identity a role may see in which relation, and on which ground: a consent
 * scope, or a duty. What is not in it is not shown, whatever was agreed to.
 *
 * @param rows per relation and role, per category the grounds
 */
public record FieldTable(Map<Row, Map<ItemCategory, Set<String>>> rows) {
  /**
   * A row.
   *
   * @param role code of {@code roles.csv}
   */
  public record Row(Relation relation, String role) {}

  public FieldTable {
    rows = Map.copyOf(rows);
  }

  /** What one of these roles may see in this relation on this ground. */
  public Set<ItemCategory> shown(Relation relation, Collection<String> roles, String ground) {
    Set<ItemCategory> shown = EnumSet.noneOf(ItemCategory.class);
    for (String role : roles) {
      rows.getOrDefault(new Row(relation, role), Map.of())
          .forEach((category, grounds) -> {
            if (grounds.contains(ground)) {
              shown.add(category);
            }
          });
    }
    return shown;
  }
}
