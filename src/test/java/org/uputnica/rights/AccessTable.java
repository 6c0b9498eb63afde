package org.uputnica.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The expectation, read from {@code reference/access-matrix.csv}; nothing in it comes from the
 * code.
 */
final class AccessTable {
  private static final Path FILE = Path.of("src/test/resources/reference/access-matrix.csv");

  private final List<String> roles;
  private final Map<String, String[]> rows = new TreeMap<>();

  AccessTable() {
    try {
      List<String> lines =
          Files.readAllLines(FILE).stream().filter(line -> !line.startsWith("#")).toList();
      roles = List.of(lines.getFirst().split(",", -1)).subList(1, 17);
      lines.stream()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(cells -> rows.put(cells[0], cells));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> roles() {
    return roles;
  }

  Set<String> operations() {
    return rows.keySet();
  }

  /** What the role may; empty: it may not call the operation. */
  Optional<Cell> cell(String operation, String role) {
    String[] row = rows.get(operation);
    if (row == null) {
      throw new AssertionError("the table has no row for " + operation);
    }
    String text = row[1 + roles.indexOf(role)];
    return text.isEmpty() ? Optional.empty() : Optional.of(Cell.of(text));
  }

  /**
   * A cell.
   *
   * @param everywhere the relation does not matter
   */
  record Cell(boolean everywhere, Set<Relation> relations) {
    static Cell of(String text) {
      Set<Relation> relations = EnumSet.noneOf(Relation.class);
      text.chars()
          .filter(letter -> letter != '*' && letter != '-')
          .forEach(letter -> relations.add(Relation.of(letter)));
      return new Cell(text.equals("*"), relations);
    }

    boolean has(Relation relation) {
      return everywhere || relations.contains(relation);
    }
  }
}
