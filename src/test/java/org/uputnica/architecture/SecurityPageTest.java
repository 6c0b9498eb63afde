package org.uputnica.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The security page names what is there, and answers every requirement of the standard once. */
class SecurityPageTest {
  private static final Path PAGE = Path.of("docs/security.md");
  private static final Path STANDARD = Path.of("src/test/resources/reference/asvs-5.0.0.csv");
  private static final Pattern NUMBER = Pattern.compile("V[0-9]+\\.[0-9]+\\.[0-9]+");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");
  private static final Pattern MIGRATION = Pattern.compile("`(V[0-9.]+__[a-z_]+\\.sql)`");

  /** Row of the table: number, words, level, state, how, proof. */
  private record Row(
      List<String> numbers, Set<String> levels, String state, String how, String proof) {}

  @Test
  void everyRequirementIsAnsweredOnce() throws IOException {
    List<String> answered = rows().stream().flatMap(row -> row.numbers().stream()).toList();
    assertThat(answered).doesNotHaveDuplicates();
    assertThat(answered).containsExactlyInAnyOrderElementsOf(standard().keySet());
  }

  @Test
  void aRowSaysTheLevelsOfItsNumbers() throws IOException {
    Map<String, String> standard = standard();
    for (Row row : rows()) {
      Set<String> levels =
          row.numbers().stream().map(standard::get).collect(Collectors.toCollection(TreeSet::new));
      assertThat(row.levels()).as("%s", row.numbers()).isEqualTo(levels);
    }
  }

  @Test
  void aRowSaysHowItStands() throws IOException {
    assertThat(rows())
        .hasSizeGreaterThan(100)
        .allSatisfy(row -> assertThat(row.state()).isIn("met", "partly", "not", "not ours"));
  }

  @Test
  void whatProvesItIsATest() throws IOException {
    Set<String> tests = classes(Path.of("src/test/java"));
    for (Row row : rows()) {
      List<String> named = named(CLASS, row.proof());
      assertThat(tests).as("%s", row.numbers()).containsAll(named);
      assertThat(named).allMatch(name -> name.endsWith("Test") || name.endsWith("IT"));
      assertThat(named.isEmpty()).as("%s", row.numbers()).isEqualTo(row.proof().equals("—"));
    }
  }

  @Test
  void whatThePageNamesIsThere() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> known = classes(Path.of("src/main/java"));
    known.addAll(classes(Path.of("src/test/java")));
    assertThat(known)
        .containsAll(named(CLASS, page).stream().filter(SecurityPageTest::isClass).toList());
    for (String migration : named(MIGRATION, page)) {
      assertThat(Path.of("src/main/resources/db/migration", migration)).exists();
    }
  }

  /** Not {@code TRACE}, {@code ALARM}: a class has small letters, and begins another word. */
  private static boolean isClass(String name) {
    return !name.equals(name.toUpperCase(java.util.Locale.ROOT)) && !name.equals("Server");
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| V")) {
        String[] cells = line.split("\\|", -1);
        assertThat(cells).as(line).hasSize(8);
        rows.add(
            new Row(
                NUMBER.matcher(cells[1]).results().map(MatchResult::group).toList(),
                new TreeSet<>(List.of(cells[3].strip().split(", ", -1))),
                cells[4].strip(),
                cells[5].strip(),
                cells[6].strip()));
      }
    }
    return rows;
  }

  private static Map<String, String> standard() throws IOException {
    Map<String, String> levels = new LinkedHashMap<>();
    for (String line : Files.readAllLines(STANDARD)) {
      if (line.startsWith("V")) {
        String[] cells = line.split(",", -1);
        levels.put(cells[0], cells[1]);
      }
    }
    // As the standard counts itself: 70 of level 1, 183 of level 2, 92 of level 3.
    assertThat(levels).hasSize(345);
    return levels;
  }

  private static List<String> named(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static Set<String> classes(Path under) throws IOException {
    try (Stream<Path> files = Files.walk(under)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - 5))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
