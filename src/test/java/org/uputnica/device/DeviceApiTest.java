package org.uputnica.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.As.without;
import static org.uputnica.testing.Personas.ADMIR;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;
import static org.uputnica.testing.Personas.QEMAL;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Refusals.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Browser;
import org.uputnica.testing.ClientKey;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Phone;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** A phone that works without a network, and may be lost. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DeviceApiTest {
  private static final String DEVICES = "/v1/devices";
  private static final String DEVICE = "/v1/devices/{id}";
  private static final String STORE_KEY = "/v1/devices/{id}/store-key";

  @Test
  void aDeviceIsRegisteredByTheKeyOfItsToken() {
    Phone phone = Phone.of(LUKA);
    UUID key = Ids.random();
    long journal = Database.journalEntries();
    Instant before = ClientKey.now();
    Response made =
        phone.sends().header("Idempotency-Key", key).body(phone.registration()).post(DEVICES);
    made.then()
        .statusCode(201)
        .body("id", equalTo(phone.id.toString()))
        .body("account", equalTo(Tokens.subject("luka")))
        .body("lockedAt", nullValue())
        .body("revision", equalTo(0));
    assertThat(Database.journalEntries() - journal).isEqualTo(1);
    Instant seen = Instant.parse(made.path("seenAt"));
    assertThat(seen).isEqualTo(seen.truncatedTo(ChronoUnit.HOURS));
    assertThat(seen).isAfterOrEqualTo(before.truncatedTo(ChronoUnit.HOURS));
    assertThat(Instant.parse(made.path("closedBy")))
        .isEqualTo(seen.plus(Duration.ofHours(1)).plus(Duration.ofDays(2)));
    Response again =
        phone.sends().header("Idempotency-Key", key).body(phone.registration()).post(DEVICES);
    assertThat(again.asString()).isEqualTo(made.asString());
    assertThat(database("thumbprint", phone.id)).isEqualTo(phone.key().thumbprint());
  }

  @Test
  void withoutAKeyThereIsNoDevice() {
    Phone phone = Phone.of(LUKA);
    refused(
        () -> as(LUKA).body(phone.registration()).post(DEVICES),
        ProblemType.RULE_BROKEN,
        "Authorization");
  }

  @Test
  void anIdAndAKeyAreOfOneDevice() {
    Phone phone = Phone.registered(LUKA);
    refused(phone::register, ProblemType.ALREADY_EXISTS, null);
    Map<String, Object> anew = Map.of("id", Ids.random(), "label", "other", "kind", "TABLET");
    refused(() -> phone.sends().body(anew).post(DEVICES), ProblemType.ALREADY_EXISTS, null);
    Phone another = Phone.of(VERA);
    refused(
        () -> another.sends().body(phone.registration()).post(DEVICES),
        ProblemType.ALREADY_EXISTS,
        null);
  }

  @Test
  void aLabelIsShortAndPlain() {
    Phone phone = Phone.of(LUKA);
    for (String label : List.of("", " blue", "x".repeat(41), "a@b", "<b>", "two\nlines")) {
      refused(
          () ->
              phone
                  .sends()
                  .body(Map.of("id", phone.id, "label", label, "kind", "PHONE"))
                  .post(DEVICES),
          ProblemType.INVALID_VALUE,
          "label");
    }
  }

  @Test
  void aReplayedProofRegistersNothing() {
    Phone phone = Phone.of(LUKA);
    String proof = phone.proof("GET", "/v1/me");
    phone.sends(proof).get("/v1/me").then().statusCode(200);
    refused(() -> phone.sends(proof).get("/v1/me"), ProblemType.INVALID_DPOP_PROOF, null);
    refused(
        () -> phone.sends(proof).body(phone.registration()).post(DEVICES),
        ProblemType.INVALID_DPOP_PROOF,
        null);
    as(LUKA).get(DEVICE, phone.id).then().statusCode(404);
  }

  @Test
  void theShareIsForTheDeviceItselfAlone() {
    Phone phone = Phone.registered(LUKA);
    long journal = Database.journalEntries();
    Response answer = phone.sends().get(STORE_KEY, phone.id);
    answer.then().statusCode(200).body("offlineFor", equalTo("PT48H"));
    assertThat(Database.journalEntries() - journal).isEqualTo(1);
    String share = answer.path("share");
    assertThat(Base64.getUrlDecoder().decode(share)).hasSize(32);
    assertThat(phone.sends().get(STORE_KEY, phone.id).<String>path("share")).isEqualTo(share);
    assertThat(database("share", phone.id)).isNotEmpty().doesNotContain(share);

    Phone second = Phone.registered(LUKA);
    assertThat(second.sends().get(STORE_KEY, second.id).<String>path("share")).isNotEqualTo(share);
    Phone unregistered = Phone.of(LUKA);
    Phone another = Phone.registered(VERA);
    absent(() -> second.sends().get(STORE_KEY, phone.id));
    absent(() -> unregistered.sends().get(STORE_KEY, phone.id));
    absent(() -> another.sends().get(STORE_KEY, phone.id));
    absent(() -> as(LUKA).get(STORE_KEY, phone.id));
  }

  @Test
  void aShareInThePlaceOfAnotherDoesNotOpen() throws SQLException {
    Phone one = Phone.registered(LUKA);
    Phone two = Phone.registered(LUKA);
    change(
        "update platform.device set share = (select share from platform.device where id = '%s') where id = '%s'"
            .formatted(one.id, two.id));
    refused(() -> two.sends().get(STORE_KEY, two.id), ProblemType.INTERNAL, null);
    one.sends().get(STORE_KEY, one.id).then().statusCode(200);
  }

  @Test
  void aDeviceIsSeenByItsOwnerAndWhoMayLockIt() {
    Phone luka = Phone.registered(LUKA);
    Phone vera = Phone.registered(VERA);
    Phone nada = Phone.registered(NADA);
    as(LUKA).get(DEVICE, luka.id).then().statusCode(200);
    as(ADMIR).get(DEVICE, luka.id).then().statusCode(200);
    as(ADMIR).get(DEVICE, vera.id).then().statusCode(200);
    as(MIRA).get(DEVICE, nada.id).then().statusCode(200);
    for (Person other : List.of(VERA, MIRA, QEMAL)) {
      assertThat(absent(() -> as(other).get(DEVICE, luka.id)))
          .isEqualTo(absent(() -> as(other).get(DEVICE, Ids.random())));
    }
    absent(() -> as(MARKO).get(DEVICE, vera.id));
    absent(() -> as(NADA).get(DEVICE, vera.id));
  }

  @Test
  void listsShowNoMoreThanThat() {
    Phone luka = Phone.registered(LUKA);
    Phone nada = Phone.registered(NADA);
    as(LUKA).get(DEVICES + "?limit=100").then().body("entries.id", hasItem(luka.id.toString()));
    as(VERA)
        .get(DEVICES + "?limit=100")
        .then()
        .body("entries.id", not(hasItem(luka.id.toString())));
    String ofNada = "/v1/colleague-devices?limit=100&account=" + Tokens.subject("nada");
    String ofLuka = "/v1/colleague-devices?limit=100&account=" + Tokens.subject("luka");
    as(MIRA).get(ofNada).then().statusCode(200).body("entries.id", hasItem(nada.id.toString()));
    as(MIRA).get(ofLuka).then().statusCode(200).body("entries.id", equalTo(List.of()));
    as(ADMIR).get(ofLuka).then().statusCode(200).body("entries.id", hasItem(luka.id.toString()));
    as(QEMAL).get(ofLuka).then().statusCode(200).body("entries.id", equalTo(List.of()));
  }

  @Test
  void pagesGoOnWhereTheyEnded() {
    Phone first = Phone.registered(LUKA);
    Phone second = Phone.registered(LUKA);
    Response page = as(LUKA).get(DEVICES + "?limit=1");
    assertThat(page.<List<String>>path("entries.id")).containsExactly(second.id.toString());
    String next = page.path("next");
    as(LUKA)
        .get(DEVICES + "?limit=1&cursor=" + next)
        .then()
        .body("entries.id", equalTo(List.of(first.id.toString())));
    refused(
        () -> as(MIRA).get("/v1/colleague-devices?cursor=" + next),
        ProblemType.INVALID_CURSOR,
        "cursor");
  }

  @Test
  void aLockedDeviceIsRefusedWhateverItAsks() {
    Phone phone = Phone.registered(LUKA);
    Phone other = Phone.registered(LUKA);
    phone.sends().get("/v1/changes").then().statusCode(200);
    lock(LUKA, phone).then().statusCode(200).body("closedBy", nullValue());
    for (Supplier<Response> request :
        List.<Supplier<Response>>of(
            () -> phone.sends().get("/v1/me"),
            () -> phone.sends().get("/v1/changes"),
            () -> phone.sends().get("/v1/worklist"),
            () -> phone.sends().get("/v1/cases"),
            () -> phone.sends().get("/v1/cases/{id}/identity", Ids.random()),
            () -> phone.sends().get("/v1/codelists/languages"),
            () -> phone.sends().get(STORE_KEY, phone.id),
            () -> phone.sends().body(MainJob.aWomanAtTheCrossing().body()).post("/v1/cases"),
            phone::register)) {
      refused(request, ProblemType.DEVICE_LOCKED, null);
    }
    assertThat(phone.sends().get("/v1/me").headers().getValues("WWW-Authenticate"))
        .singleElement()
        .asString()
        .startsWith("DPoP error=\"invalid_token\"");
    other.sends().get(STORE_KEY, other.id).then().statusCode(200);
    as(LUKA).get("/v1/me").then().statusCode(200);
    Phone found = Phone.with(Tokens.bound("luka", phone.key()), phone.key());
    refused(() -> found.sends().get("/v1/me"), ProblemType.DEVICE_LOCKED, null);
  }

  @Test
  void aLockDestroysTheShareAndIsForGood() throws SQLException {
    Phone phone = Phone.registered(LUKA);
    lock(LUKA, phone).then().statusCode(200);
    assertThat(database("share", phone.id)).isNull();
    for (String undone :
        List.of("locked_at = null, share = 'x'", "label = 'other'", "thumbprint = 'other'")) {
      assertThatThrownBy(() ->
              change("update platform.device set %s where id = '%s'".formatted(undone, phone.id)))
          .hasMessageContaining("stays as it is");
    }
  }

  @Test
  void aLockIsConditionalAndChangesOnce() {
    Phone phone = Phone.registered(LUKA);
    refused(
        () -> as(LUKA).post("/v1/devices/{id}/lock", phone.id),
        ProblemType.PRECONDITION_REQUIRED,
        "If-Match");
    refused(
        () -> locking(LUKA, "\"7\"").post("/v1/devices/{id}/lock", phone.id),
        ProblemType.STALE_REVISION,
        null);
    UUID key = Ids.random();
    Response first =
        locking(LUKA, "\"0\"")
            .header("Idempotency-Key", key)
            .post("/v1/devices/{id}/lock", phone.id);
    first.then().statusCode(200).body("revision", equalTo(1));
    Response repeated =
        locking(LUKA, "\"0\"")
            .header("Idempotency-Key", key)
            .post("/v1/devices/{id}/lock", phone.id);
    assertThat(repeated.asString()).isEqualTo(first.asString());
    refused(
        () -> locking(LUKA, "\"0\"").post("/v1/devices/{id}/lock", phone.id),
        ProblemType.STALE_REVISION,
        null);
    long journal = Database.journalEntries();
    Response again = lock(LUKA, phone);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(Database.journalEntries()).isEqualTo(journal);
    refused(
        () ->
            without("Idempotency-Key", locking(LUKA, "\"1\""))
                .post("/v1/devices/{id}/lock", phone.id),
        ProblemType.MISSING_HEADER,
        "Idempotency-Key");
  }

  @Test
  void aManagerLocksForHerHouseAndAnAdministratorForTheCountry() {
    Phone nada = Phone.registered(NADA);
    Phone vera = Phone.registered(VERA);
    for (Person other : List.of(VERA, LUKA, QEMAL)) {
      absent(() -> locking(other, "\"0\"").post("/v1/devices/{id}/lock", nada.id));
    }
    absent(() -> locking(MIRA, "\"0\"").post("/v1/devices/{id}/lock", vera.id));
    nada.sends().get("/v1/me").then().statusCode(200);
    lock(MIRA, nada).then().statusCode(200);
    lock(ADMIR, vera).then().statusCode(200);
    refused(() -> nada.sends().get("/v1/me"), ProblemType.DEVICE_LOCKED, null);
    refused(() -> vera.sends().get("/v1/me"), ProblemType.DEVICE_LOCKED, null);
  }

  /** Whoever has the phone has its browser, which is still signed in and makes another key. */
  @Test
  void anotherKeyInTheSessionOfALockedDeviceOpensNothing() {
    Browser browser = new Browser(MARKO.username(), "demo");
    Phone phone = Phone.with(browser.signIn(Map.of()).accessToken(), browser.key());
    phone.register().then().statusCode(201);
    browser.loseKey();
    Browser.SignedIn silently = browser.signIn(Map.of());
    assertThat(silently.asked()).isEmpty();
    Phone anew = Phone.with(silently.accessToken(), browser.key());
    anew.sends().get("/v1/me").then().statusCode(200);
    lock(MARKO, phone).then().statusCode(200);
    refused(() -> phone.sends().get("/v1/me"), ProblemType.DEVICE_LOCKED, null);
    refused(() -> anew.sends().get("/v1/me"), ProblemType.UNAUTHENTICATED, null);
    browser.loseKey();
    Phone third = Phone.with(browser.signIn(Map.of()).accessToken(), browser.key());
    refused(third::register, ProblemType.UNAUTHENTICATED, null);
    Phone.registered(MARKO).sends().get("/v1/me").then().statusCode(200);
  }

  @Test
  void nothingIsTakenAlongFromADevice() {
    Phone phone = Phone.registered(MIRA);
    Phone unregistered = Phone.of(MIRA);
    UUID caseId = Ids.random();
    for (String path :
        List.of(
            "/v1/worklist/export",
            "/v1/cases/" + caseId + "/copy",
            "/v1/cases/" + caseId + "/copy/document")) {
      refused(() -> phone.sends().get(path), ProblemType.DESK_ONLY, null);
      refused(() -> unregistered.sends().get(path), ProblemType.STEP_UP_NEEDED, null);
    }
  }

  @Test
  void whenItWasSeenIsKeptToTheHour() throws SQLException {
    Phone phone = Phone.registered(LUKA);
    change(
        "update platform.device set seen_at = '2026-01-05T10:00:00Z' where id = '%s'"
            .formatted(phone.id));
    as(LUKA).get(DEVICE, phone.id).then().body("seenAt", equalTo("2026-01-05T10:00:00Z"));
    Instant before = ClientKey.now().truncatedTo(ChronoUnit.HOURS);
    phone.sends().get("/v1/me").then().statusCode(200);
    Instant seen = Instant.parse(as(LUKA).get(DEVICE, phone.id).path("seenAt"));
    assertThat(seen).isEqualTo(seen.truncatedTo(ChronoUnit.HOURS)).isAfterOrEqualTo(before);
  }

  private static String absent(Supplier<Response> request) {
    return refused(request, ProblemType.NOT_FOUND, null);
  }

  private static Response lock(Person who, Phone phone) {
    return locking(who, revision(as(who).get(DEVICE, phone.id)))
        .post("/v1/devices/{id}/lock", phone.id);
  }

  private static RequestSpecification locking(Person who, String revision) {
    return as(who).header("If-Match", revision);
  }

  private static @Nullable String database(String column, UUID id) {
    try (Connection connection = Database.connect();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select %s from platform.device where id = '%s'".formatted(column, id))) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void change(String statement) throws SQLException {
    try (Connection connection = Database.connect();
        Statement sql = connection.createStatement()) {
      assertThat(sql.executeUpdate(statement)).isEqualTo(1);
    }
  }
}
