package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.BESNIK;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.MILENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.casefile.FileErasureService;
import org.uputnica.consent.ConditionService;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.Condition;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;

/** Searching without reading, through the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class PersonSearchTest {
  @Inject FileErasureService erasures;
  @Inject ConditionService conditions;
  @Inject CaseAccess cases;

  @Test
  void whoMayOpenTheNameFindsItInEveryScriptAndNobodyElse() {
    MainJob job =
        MainJob.aWomanAtTheCrossing().named("Ljerka Čvorović").registered().takenOver(MIRA);
    for (String typed :
        List.of("Ljerka", "Љерка", "čvorović LJERKA", "Cvorovic", "Чворовић Љерка")) {
      assertThat(found(MIRA, Map.of("name", typed))).as("a spelling").contains(job.caseId);
    }
    as(MIRA)
        .body(Map.of("name", "Љерка"))
        .post("/v1/person-search")
        .then()
        .statusCode(200)
        .body("found.find { it.caseId == '" + job.caseId + "' }.matched", equalTo(List.of("NAME")));
    assertThat(found(VERA, Map.of("name", "Ljerka"))).contains(job.caseId);
    for (Person stranger : List.of(MARKO, LUKA, JELENA, PETAR, GENT, BESNIK)) {
      assertThat(found(stranger, Map.of("name", "Ljerka Čvorović"))).isEmpty();
    }
    for (Person other : List.of(ZORAN, SANJA)) {
      search(other, Map.of("name", "Ljerka")).then().statusCode(403);
    }
  }

  @Test
  void whatIsCorrectedIsFoundAndWhatItWasIsNot() {
    MainJob job =
        MainJob.aWomanAtTheCrossing().named("Tisa Grozdanić").registered().takenOver(MIRA);
    keep(job, Map.of("phone", "+38267111222"));
    assertThat(found(MIRA, Map.of("phone", "067 111 222"))).containsExactly(job.caseId);
    keep(job, Map.of("phone", "+38267111333"));
    assertThat(found(MIRA, Map.of("phone", "+382 67 111 222"))).isEmpty();
    assertThat(found(MIRA, Map.of("phone", "067/111-333"))).containsExactly(job.caseId);
    assertThat(found(VERA, Map.of("phone", "067 111 333")))
        .as("her consent to the police covers the name only")
        .isEmpty();
    keep(job, Map.of("name", "Tisa Malinić"));
    assertThat(found(VERA, Map.of("name", "Малинић"))).contains(job.caseId);
    assertThat(found(VERA, Map.of("name", "Grozdanić"))).isEmpty();
  }

  @Test
  void aYearCountsBesideSomethingElse() {
    MainJob job =
        MainJob.aWomanAtTheCrossing()
            .consent("CS-STO", MIRA, "NAME", "BIRTH", "DOCUMENT")
            .with("nameKind", "NAME")
            .with("name", "Vjera Trnovac")
            .with("birthYear", 1931)
            .registered()
            .takenOver(MIRA);
    keep(job, Map.of("documentNumber", "ZZ-31 000 017"));
    assertThat(matched(MIRA, Map.of("name", "Вјера", "birthYear", 1931), job))
        .containsExactly("NAME", "BIRTH_YEAR");
    assertThat(matched(MIRA, Map.of("birthYear", 1931), job)).containsExactly("BIRTH_YEAR");
    assertThat(found(MIRA, Map.of("name", "Qwertina", "birthYear", 1931))).isEmpty();
    assertThat(matched(MIRA, Map.of("documentNumber", "zz31000017", "birthYear", 1900), job))
        .containsExactly("DOCUMENT");
  }

  @Test
  void aHouseFindsWhatItAcceptedByWhatWasAgreedAndNotAfterwards() {
    MainJob job =
        MainJob.aWomanAtTheCrossing().named("Krunislava Bukvar").registered().takenOver(MIRA);
    keep(job, Map.of("phone", "+38267222444"));
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    MainJob.Walk referral = job.referTo(MainJob.BREZA, "NAME");
    assertThat(found(JELENA, Map.of("name", "Krunislava"))).doesNotContain(job.caseId);
    referral.accepted();
    assertThat(found(JELENA, Map.of("name", "Крунислава Буквар"))).contains(job.caseId);
    assertThat(found(JELENA, Map.of("phone", "067222444"))).isEmpty();
    assertThat(found(PETAR, Map.of("name", "Krunislava"))).doesNotContain(job.caseId);
    assertThat(tokens(job, JELENA)).isNotEmpty();

    withdraw(job, "CS-REF-SVC", JELENA);
    assertThat(found(JELENA, Map.of("name", "Krunislava"))).doesNotContain(job.caseId);
    assertThat(tokens(job, JELENA)).isEmpty();
    assertThat(found(MIRA, Map.of("name", "Krunislava"))).contains(job.caseId);
  }

  @Test
  void aCriterionThatIsNotInTheEnvelopeIsNotToldAlthoughItFits() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Senka Vidra").registered().takenOver(MIRA);
    keep(job, Map.of("phone", "+38267222555"));
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    job.referTo(MainJob.BREZA, "NAME").accepted();
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME", "CONTACT").then().statusCode(201);
    Map<String, String> both = Map.of("name", "Senka Vidra", "phone", "067222555");
    assertThat(matched(MIRA, both, job)).containsExactly("NAME", "PHONE");
    assertThat(matched(JELENA, both, job)).containsExactly("NAME");
    assertThat(matched(JELENA, Map.of("name", "Nikoga", "phone", "067222555"), job)).isNull();
    withdraw(job, "CS-REF-SVC", JELENA);
    assertThat(matched(JELENA, both, job)).isNull();
  }

  @Test
  void whomAConditionKeepsOutFindsNothing() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Iskra Paprat").registered().takenOver(MIRA);
    assertThat(found(VERA, Map.of("name", "Paprat"))).contains(job.caseId);
    CaseId id = new CaseId(job.caseId);
    Callers.as(
        mira(),
        () -> {
          QuarkusTransaction.requiringNew()
              .run(() ->
                  conditions.bind(cases.require(id, mira()), Set.of(Condition.NOT_TO_POLICE)));
          return id;
        });
    as(VERA)
        .get("/v1/cases/{id}/identity", job.caseId)
        .then()
        .statusCode(409)
        .body("type", endsWith("/condition-binds"));
    assertThat(found(VERA, Map.of("name", "Paprat"))).doesNotContain(job.caseId);
    assertThat(found(MIRA, Map.of("name", "Paprat"))).contains(job.caseId);
  }

  @Test
  void whoMayNotKeepARecordAnyMoreFindsNothing() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Golub Smreka").registered().takenOver(MIRA);
    assertThat(found(MIRA, Map.of("name", "Smreka"))).contains(job.caseId);
    withdraw(job, "CS-STO", MIRA);
    assertThat(found(MIRA, Map.of("name", "Smreka"))).doesNotContain(job.caseId);
    assertThat(tokens(job, MIRA)).isEmpty();
    assertThat(count("select count(*) from vault.country_token where case_id = '%s'", job))
        .isZero();
    assertThat(found(VERA, Map.of("name", "Smreka"))).contains(job.caseId);
  }

  @Test
  void whoIsErasedIsNotFound() {
    MainJob job =
        MainJob.aWomanAtTheCrossing().named("Zdenka Potočara").registered().takenOver(MIRA);
    assertThat(found(MIRA, Map.of("name", "Potočara"))).contains(job.caseId);
    Callers.as(
        mira(),
        () -> {
          QuarkusTransaction.requiringNew().run(() -> erasures.erase(new CaseId(job.caseId)));
          return job;
        });
    assertThat(found(MIRA, Map.of("name", "Potočara"))).doesNotContain(job.caseId);
    assertThat(tokens(job, MIRA)).isEmpty();
    assertThat(tokens(job, VERA)).isEmpty();
  }

  @Test
  void aStolenTableSaysNothing() {
    MainJob job =
        MainJob.aWomanAtTheCrossing().named("Jagoda Vrbljanac").registered().takenOver(MIRA);
    MainJob again =
        MainJob.aWomanAtTheCrossing().named("Јагода Врбљанац").registered().takenOver(MIRA);
    assertThat(tokens(job, MIRA)).isNotEmpty().isNotEqualTo(tokens(job, VERA));
    assertThat(tokens(again, MIRA)).isEqualTo(tokens(job, MIRA));
    assertThat(tokens(job, MIRA)).allMatch(token -> token >= 0 && token < 4096);
  }

  @Test
  void everySearchIsJournalledWithoutItsWords() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Rusa Jablanić").registered().takenOver(MIRA);
    found(MIRA, Map.of("name", "Jablanić", "birthYear", 1977, "phone", "067 987 654"));
    assertThat(
            text(
                "select string_agg(array_to_string(details, ' '), ' ') from audit.entry"
                    + " where action = 'person-found' and case_id = '"
                    + job.caseId
                    + "'"))
        .isEqualTo("criteria NAME");
    String journal =
        text(
            "select string_agg(array_to_string(details, ' '), ';') from audit.entry"
                + " where action = 'person-searched'");
    assertThat(journal).contains("criteria BIRTH_YEAR,NAME,PHONE found 1");
    assertThat(journal).doesNotContainIgnoringCase("jablan", "1977", "987", "654");
  }

  @ParameterizedTest
  @CsvSource({"Zo\u202Era,name", "Zo\u200Bra,name", "---,name"})
  void aNameThatDeceivesIsRefused(String name, String field) {
    Refusals.refused(() -> search(MIRA, Map.of("name", name)), ProblemType.INVALID_VALUE, field);
  }

  @Test
  void whatCannotBeLookedForIsRefused() {
    Refusals.refused(() -> search(MIRA, Map.of()), ProblemType.MISSING_FIELD, "name");
    Refusals.refused(
        () -> search(MIRA, Map.of("phone", "evenings")), ProblemType.INVALID_VALUE, "phone");
    Refusals.refused(
        () -> search(MIRA, Map.of("documentNumber", "//")),
        ProblemType.INVALID_VALUE,
        "documentNumber");
    Refusals.refused(
        () -> search(MIRA, Map.of("alias", "Zora")), ProblemType.UNKNOWN_FIELD, "alias");
    search(MIRA, Map.of("name", "Zora", "caseId", Ids.random()))
        .then()
        .statusCode(404)
        .body("type", endsWith("/not-found"));
  }

  @Test
  void whoSearchesTooOftenWaits() throws SQLException {
    assertThat(found(MILENA, Map.of("name", "Nikoga Nema"))).isEmpty();
    try (var connection = Database.connect();
        var more =
            connection.prepareStatement(
                "insert into process.person_search (id, caller, country, organization, asked_at, found)"
                    + " select gen_random_uuid(), caller, country, organization, asked_at, found"
                    + " from process.person_search, generate_series(1, 39) where organization = ?")) {
      more.setObject(1, MILENA.organization());
      assertThat(more.executeUpdate()).isEqualTo(39);
    }
    Response refused = search(MILENA, Map.of("name", "Nikoga Nema"));
    refused.then().statusCode(429).body("type", endsWith("/too-many-requests"));
    assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(3000, 3601);
    assertThat(found(PETAR, Map.of("name", "Nikoga Nema"))).as("others go on").isEmpty();

    execute(
        "update process.person_search set asked_at = asked_at - interval '1 hour' where organization = '"
            + MILENA.organization()
            + "'");
    assertThat(found(MILENA, Map.of("name", "Nikoga Nema"))).isEmpty();
  }

  @Test
  void aSearchKeyThatIsGoneIsAServiceThatIsAway() {
    String owner = "'" + PETAR.organization() + "'";
    execute(
        "insert into vault.search_key (owner, generation, country, proof, made_at) values ("
            + owner
            + ", 77, 'ME', '\\x00', now())");
    try {
      search(PETAR, Map.of("name", "Zora"))
          .then()
          .statusCode(503)
          .body("type", endsWith("/unavailable"));
    } finally {
      execute("delete from vault.search_key where generation = 77 and owner = " + owner);
    }
    assertThat(found(PETAR, Map.of("name", "Zora"))).isEmpty();
  }

  private static Caller mira() {
    return Caller.person(
        "mira", new OrganizationId(MIRA.organization()), new CountryCode("ME"), Set.of(Roles.CASE));
  }

  private static List<UUID> found(Person who, Map<String, ?> wanted) {
    Response answer = search(who, wanted);
    answer.then().statusCode(200);
    return answer.jsonPath().getList("found.caseId", String.class).stream()
        .map(UUID::fromString)
        .toList();
  }

  private static @Nullable List<String> matched(Person who, Map<String, ?> wanted, MainJob job) {
    return search(who, wanted).path("found.find { it.caseId == '" + job.caseId + "' }.matched");
  }

  private static Response search(Person who, Map<String, ?> wanted) {
    return as(who).body(wanted).post("/v1/person-search");
  }

  private static void keep(MainJob job, Map<String, ?> items) {
    String revision = as(MIRA).get("/v1/cases/{id}", job.caseId).getHeader("ETag");
    as(MIRA)
        .header("If-Match", revision)
        .body(items)
        .put("/v1/cases/{id}/identity", job.caseId)
        .then()
        .statusCode(200);
  }

  static void withdraw(MainJob job, String scope, Person recipient) {
    as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "scope",
                scope,
                "recipient",
                recipient.organization(),
                "language",
                "prs",
                "contact",
                job.contact,
                "deviceTime",
                MainJob.now()))
        .post("/v1/cases/{id}/withdrawals", job.caseId)
        .then()
        .statusCode(201);
  }

  private static Set<Integer> tokens(MainJob job, Person who) {
    String all =
        text(
            "select coalesce(string_agg(token::text, ' '), '') from vault.search_token where case_id = '"
                + job.caseId
                + "' and organization = '"
                + who.organization()
                + "'");
    return all.isEmpty()
        ? Set.of()
        : java.util.Arrays.stream(all.split(" "))
            .map(Integer::valueOf)
            .collect(java.util.stream.Collectors.toSet());
  }

  private static long count(String query, MainJob job) {
    return Long.parseLong(text(query.formatted(job.caseId)));
  }

  private static String text(String query) {
    try (var connection = Database.connect();
        var sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void execute(String change) {
    try (var connection = Database.connect();
        var sql = connection.createStatement()) {
      sql.execute(change);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
