package org.uputnica.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.IRENA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Stack;

/** Bulk reading and probing by one user raise one alarm, which somebody else looks into. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class WatchJobTest {
  private final String user = Ids.random().toString();

  @Inject AuditTrail audit;
  @Inject WatchJob watch;
  @Inject JournalSettings settings;

  @Test
  void whoOpensTheDataOfManyPersonsIsTalkedAboutOnce() {
    read(settings.mostPersonsRead() - 1);
    watch.look();
    assertThat(alarms("BULK_READING")).isEmpty();
    read(1);
    watch.look();
    watch.look();
    assertThat(alarms("BULK_READING")).hasSize(1);
    as(IRENA)
        .get("/v1/journal?kind=ALARM&limit=100")
        .then()
        .statusCode(200)
        .body(
            "entries.findAll { it.action == 'alarm-bulk-reading' }.details.count",
            org.hamcrest.Matchers.hasItem(Integer.toString(settings.mostPersonsRead())));
  }

  @Test
  void onePersonReadOftenIsNobodysAlarm() {
    CaseId caseId = new CaseId(Ids.random());
    Entries.append(
        audit,
        Entries.user(user),
        IntStream.range(0, settings.mostPersonsRead() + 5)
            .mapToObj(_ -> AuditEvent.of("identity-read", caseId, null))
            .toArray(AuditEvent[]::new));
    Entries.append(
        audit,
        Entries.user(user),
        IntStream.range(0, settings.mostPersonsRead() + 5)
            .mapToObj(_ -> AuditEvent.of("needs-shown", new CaseId(Ids.random()), null))
            .toArray(AuditEvent[]::new));
    watch.look();
    assertThat(alarms("BULK_READING")).isEmpty();
  }

  @Test
  void whoIsRefusedOftenIsTalkedAboutToo() {
    for (int i = 0; i < settings.mostRefusals(); i++) {
      as(MIRA).get("/v1/cases/{id}", Ids.random()).then().statusCode(404);
    }
    watch.look();
    List<Map<String, Object>> open =
        as(SANJA)
            .get("/v1/alarms?limit=100")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("entries");
    assertThat(open)
        .anySatisfy(alarm -> {
          assertThat(alarm).containsEntry("kind", "MANY_REFUSALS");
          assertThat(alarm).containsEntry("organization", MIRA.organization().toString());
          assertThat(alarm)
              .hasEntrySatisfying(
                  "count",
                  count ->
                      assertThat((Integer) count).isGreaterThanOrEqualTo(settings.mostRefusals()));
        });
  }

  @Test
  void anAlarmIsLookedIntoOnceByTheCoordinatorOrTheDataProtectionOfficer() {
    read(settings.mostPersonsRead());
    watch.look();
    String alarm = alarms("BULK_READING").getFirst();
    Map<String, String> explained = Map.of("finding", "EXPLAINED");
    as(JELENA).get("/v1/alarms").then().statusCode(403);
    as(JELENA).body(explained).post("/v1/alarms/{id}/review", alarm).then().statusCode(403);
    as(ILIR).get("/v1/alarms").then().statusCode(200).body("entries", hasSize(0));
    as(ILIR)
        .body(explained)
        .post("/v1/alarms/{id}/review", alarm)
        .then()
        .statusCode(404)
        .body("type", endsWith("/problems/not-found"));
    as(TAMARA)
        .body(explained)
        .post("/v1/alarms/{id}/review", alarm)
        .then()
        .statusCode(201)
        .body("finding", equalTo("EXPLAINED"));
    as(SANJA)
        .body(Map.of("finding", "MISUSE"))
        .post("/v1/alarms/{id}/review", alarm)
        .then()
        .statusCode(409)
        .body("type", endsWith("/problems/step-not-open"));
    assertThat(alarms("BULK_READING")).isEmpty();
  }

  private void read(int persons) {
    Entries.append(
        audit,
        Entries.user(user),
        IntStream.range(0, persons)
            .mapToObj(_ ->
                AuditEvent.of(
                    "identity-read", new CaseId(Ids.random()), null, "categories", "NAME"))
            .toArray(AuditEvent[]::new));
  }

  private List<String> alarms(String kind) {
    return as(TAMARA)
        .get("/v1/alarms?limit=100")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList(
            "entries.findAll { it.actor == '%s' && it.kind == '%s' }.id".formatted(user, kind),
            String.class);
  }
}
