package org.uputnica.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;

import io.quarkus.logging.Log;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.uputnica.rights.AccessTable.Cell;
import org.uputnica.rights.Calls.Answer;
import org.uputnica.rights.CaseCopies.Copy;
import org.uputnica.testing.Contract.Operation;
import org.uputnica.testing.Person;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Stack;

/**
 * Every operation of the contract by every role in every relation to a case, against the table of
 * {@code reference/access-matrix.csv}; and what is forbidden is byte for byte what is absent.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AccessMatrixTest {
  private static final int AT_ONCE = 6;
  private static final int AT_LEAST = 2000;
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
  private static final Set<String> LISTS = Set.of("listCases", "listReferrals", "listRequests");

  /** Somebody of each role who has no other. */
  private static final Map<String, Person> PEOPLE =
      Map.ofEntries(
          Map.entry("R-FRONT", Personas.LUKA),
          Map.entry("R-BORDER", Personas.STEFAN),
          Map.entry("R-ID", Personas.IVANA),
          Map.entry("R-COORD", Personas.SANJA),
          Map.entry("R-CASE", Personas.MIRA),
          Map.entry("R-SHELTER", Personas.JELENA),
          Map.entry("R-LAW", Personas.BOJAN),
          Map.entry("R-POL", Personas.ZORAN),
          Map.entry("R-GUARD", Personas.DRAGAN),
          Map.entry("R-INTP", Personas.SELMA),
          Map.entry("R-XB", Personas.NIKOLA),
          Map.entry("R-REG", Personas.RAJKO),
          Map.entry("R-MON", Personas.IRENA),
          Map.entry("R-PERSON", Personas.OSOBA),
          Map.entry("R-ADMIN", Personas.ADMIR),
          Map.entry("R-DPO", Personas.TAMARA));

  private final AccessTable table = new AccessTable();
  private final List<String> wrong = new ArrayList<>();
  private int cases;
  private int compared;

  @Test
  void theTableHasARowForEveryOperation() {
    assertThat(Calls.operations().stream().map(Operation::id).collect(Collectors.toSet()))
        .isEqualTo(table.operations());
  }

  @Test
  void everyOperationOpensToWhomTheTableSaysAndToNobodyElse()
      throws SQLException, InterruptedException, ExecutionException {
    Calls calls = new Calls("http://localhost:" + RestAssured.port);
    try (CaseCopies copies = new CaseCopies();
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> running = new ArrayList<>();
      for (String role : table.roles()) {
        Person person = Objects.requireNonNull(PEOPLE.get(role));
        String account = as(person).get("/v1/me").path("account");
        Map<Relation, Copy> related = new EnumMap<>(Relation.class);
        for (Relation relation : Relation.values()) {
          related.put(relation, copies.copy(relation, person, account));
        }
        running.add(pool.submit(() -> check(calls, role, person, related)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    Log.infof(
        "access matrix: %d cases, %d wrong; %d absent answers compared",
        cases, wrong.size(), compared);
    assertThat(wrong).isEmpty();
    assertThat(cases).isGreaterThanOrEqualTo(AT_LEAST);
  }

  private void check(Calls calls, String role, Person person, Map<Relation, Copy> related) {
    for (Operation operation : Calls.operations()) {
      var cell = table.cell(operation.id(), role);
      if (!Calls.namesSomething(operation)) {
        Answer answer = calls.call(operation, person.username(), Map.of());
        expect(operation, role, "any", answer, cell.isPresent() ? Outcome.OPEN : Outcome.FORBIDDEN);
        if (cell.isPresent() && answer.status() == 200 && operation.path().matches(".*s|.*list")) {
          checkList(calls, operation, role, person, cell.get(), related);
        }
        continue;
      }
      Answer absent = calls.call(operation, person.username(), Map.of());
      if (!operation.path().contains("{serviceId}")) {
        expect(
            operation,
            role,
            "absent",
            absent,
            cell.isPresent() ? Outcome.ABSENT : Outcome.FORBIDDEN);
      }
      related.forEach((relation, copy) -> {
        Answer answer = calls.call(operation, person.username(), copy.ids());
        Outcome expected =
            cell.map(it -> it.has(relation) ? Outcome.OPEN : Outcome.ABSENT)
                .orElse(Outcome.FORBIDDEN);
        expect(operation, role, relation.name(), answer, expected);
        if (expected != Outcome.OPEN) {
          same(operation, role, relation, answer, absent);
        }
      });
    }
  }

  private void checkList(
      Calls calls,
      Operation operation,
      String role,
      Person person,
      Cell cell,
      Map<Relation, Copy> related) {
    if (cell.everywhere() && !operation.id().equals("listWork")) {
      return;
    }
    StringBuilder seen = new StringBuilder();
    for (String box :
        operation.id().equals("listReferrals") ? List.of("", "RECEIVED") : List.of("")) {
      String cursor = "";
      do {
        String more = "&limit=100" + (box.isEmpty() ? "" : "&box=" + box) + cursor;
        Answer page = calls.call(operation, person.username(), Map.of(), more);
        seen.append(page.body());
        var next = NEXT.matcher(page.body());
        cursor = next.find() ? "&cursor=" + next.group(1) : "";
      } while (!cursor.isEmpty());
    }
    related.forEach((relation, copy) -> {
      boolean listed =
          seen.indexOf(copy.code()) >= 0
              || copy.ids().values().stream().anyMatch(id -> seen.indexOf(id.toString()) >= 0);
      boolean must = LISTS.contains(operation.id()) && cell.has(relation);
      boolean may = must || (cell.everywhere() && !hidden(relation));
      count(
          listed == must || (may && listed),
          "%s by %s, %s: %s on the list"
              .formatted(operation.id(), role, relation, listed ? "is" : "is not"));
    });
  }

  private static boolean hidden(Relation relation) {
    return relation == Relation.BARRED || relation == Relation.OTHER_COUNTRY;
  }

  private void expect(
      Operation operation, String role, String relation, Answer answer, Outcome expected) {
    boolean changed = Calls.isWrite(operation) && answer.status() < 400;
    count(
        Outcome.of(answer.status()) == expected && !changed,
        "%s by %s, %s: %d, expected %s"
            .formatted(operation.id(), role, relation, answer.status(), expected));
  }

  private synchronized void same(
      Operation operation, String role, Relation relation, Answer answer, Answer absent) {
    compared++;
    if (!answer.equals(absent)) {
      wrong.add(
          "%s by %s, %s: %s is not %s"
              .formatted(operation.id(), role, relation, answer.body(), absent.body()));
    }
  }

  private synchronized void count(boolean right, String what) {
    cases++;
    if (!right) {
      wrong.add(what);
    }
  }

  private enum Outcome {
    OPEN,
    FORBIDDEN,
    ABSENT,
    TROUBLE;

    static Outcome of(int status) {
      return switch (status) {
        case 403 -> FORBIDDEN;
        case 404 -> ABSENT;
        case 401 -> TROUBLE;
        default -> status >= 500 ? TROUBLE : OPEN;
      };
    }
  }
}
