package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.ItemCategory.BIRTH;
import static org.uputnica.consent.domain.ItemCategory.HEALTH;
import static org.uputnica.consent.domain.ItemCategory.NAME;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Roles;

/** What is not in the table is not shown. */
class FieldTableTest {
  private static final Path FILE = Path.of("src/main/resources/codelists/identity-fields.csv");
  private static final FieldTable TABLE =
      new FieldTable(
          Map.of(
              new FieldTable.Row(Relation.REGISTRAR, Roles.FRONT),
              Map.of(NAME, Set.of("CS-STO"), HEALTH, Set.of("CS-STO", "OTHER")),
              new FieldTable.Row(Relation.REGISTRAR, Roles.BORDER),
              Map.of(BIRTH, Set.of("CS-STO"))));

  @Test
  void aRoleSeesWhatItsRowsShowOnThisGround() {
    assertThat(TABLE.shown(Relation.REGISTRAR, Set.of(Roles.FRONT), "CS-STO"))
        .containsExactlyInAnyOrder(NAME, HEALTH);
    assertThat(TABLE.shown(Relation.REGISTRAR, Set.of(Roles.FRONT), "OTHER"))
        .containsExactly(HEALTH);
  }

  @Test
  void severalRolesSeeWhatOneOfThemSees() {
    assertThat(TABLE.shown(Relation.REGISTRAR, Set.of(Roles.FRONT, Roles.BORDER), "CS-STO"))
        .containsExactlyInAnyOrder(NAME, BIRTH, HEALTH);
  }

  @Test
  void whatIsNotInTheTableIsNotShown() {
    assertThat(TABLE.shown(Relation.ASSIGNED, Set.of(Roles.FRONT), "CS-STO")).isEmpty();
    assertThat(TABLE.shown(Relation.REGISTRAR, Set.of(Roles.CASE), "CS-STO")).isEmpty();
    assertThat(TABLE.shown(Relation.REGISTRAR, Set.of(Roles.FRONT), "CS-NRM")).isEmpty();
  }

  @Test
  void theFileNamesRelationsRolesAndGroundsThereAre() throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    List<String> categories = Arrays.asList(lines.getFirst().split(",", -1)).subList(2, 10);
    assertThat(categories)
        .containsAll(Arrays.stream(ItemCategory.values()).map(Enum::name).toList());
    Set<String> grounds =
        new java.util.HashSet<>(
            Arrays.stream(ConsentScope.values()).map(ConsentScope::code).toList());
    grounds.addAll(Set.of("", Basis.Requested.CODE, Basis.BrokenGlass.CODE));
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = Arrays.asList(line.split(",", -1));
      String[] row = cells.getFirst().split(" ", -1);
      assertThat(Relation.valueOf(row[0]).name()).isEqualTo(row[0]);
      assertThat(Roles.ALL).contains(row[1]);
      assertThat(grounds).containsAll(cells.subList(2, 10));
    }
  }

  @Test
  void whereSheLivesNeverCrossesABorder() throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    int place = Arrays.asList(lines.getFirst().split(",", -1)).indexOf("PLACE");
    assertThat(
            lines.stream().filter(line -> line.contains("S_ABROAD") || line.contains("D_ABROAD")))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.split(",", -1)[place]).isEmpty());
  }

  @Test
  void theDocumentShowsTheWholeTable() throws IOException {
    String page = Files.readString(Path.of("docs/rights.md"));
    for (String line : Files.readAllLines(FILE).stream().skip(1).toList()) {
      List<String> cells = Arrays.asList(line.split(",", -1));
      String shown =
          cells.subList(2, 10).stream()
              .map(cell -> cell.isEmpty() ? "—" : cell)
              .collect(Collectors.joining(" | "));
      assertThat(page)
          .contains("| " + cells.get(1) + " | " + cells.getFirst() + " | " + shown + " |");
    }
  }

  @Test
  void administratorsMonitorsInvestigatorsAndInterpretersAreInNoRow() throws IOException {
    String file = Files.readString(FILE);
    for (String role : List.of(Roles.ADMIN, Roles.MON, Roles.POL, Roles.INTP, Roles.REG)) {
      assertThat(file).doesNotContain(role);
    }
  }
}
