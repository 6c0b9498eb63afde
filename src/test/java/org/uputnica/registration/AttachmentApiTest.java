package org.uputnica.registration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.casefile.FileErasureService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Contents;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Attachments from announcing to deleting, through the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AttachmentApiTest extends AttachmentDesk {
  @Inject CaseFileService files;
  @Inject FileErasureService erasures;

  @Test
  void aPhotographIsKeptCleanAndFetchedOnce() {
    UUID id = announced(MIRA, "PHOTO");
    send(MIRA, id, PHOTO)
        .then()
        .statusCode(201)
        .body("state", equalTo("KEPT"))
        .body("mediaType", equalTo("image/jpeg"));
    as(SANJA)
        .get(ATTACHMENTS, job.caseId)
        .then()
        .statusCode(200)
        .body("attachments.kind", contains("PHOTO"))
        .body("attachments.state", contains("KEPT"));

    UUID link = linked(MIRA, id);
    Response fetched = follow(MIRA, link);
    fetched.then().statusCode(200).header("X-Content-Type-Options", "nosniff");
    assertThat(fetched.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + id + ".jpg\"");
    assertThat(new String(fetched.asByteArray(), ISO_8859_1))
        .startsWith("\u00FF\u00D8")
        .doesNotContain("Exif", "camera-4411");
    assertThat(actions()).contains("attachment-announced", "attachment-kept", "attachment-read");

    sameAsAbsent(() -> follow(MIRA, link));
  }

  @Test
  void evidenceProvesAStatementOfThisCase() {
    UUID statement = Ids.random();
    Map<String, Object> said = job.said("CS-REF-SVC", "CR-GIVEN", JELENA, "NAME");
    said.put("id", statement);
    as(MIRA).body(said).post("/v1/cases/{case}/consents", job.caseId).then().statusCode(201);

    announce(MIRA, Ids.random(), "EVIDENCE", statement)
        .then()
        .statusCode(201)
        .body("consent", equalTo(statement.toString()));
    refused(() -> announce(MIRA, Ids.random(), "EVIDENCE", null), ProblemType.MISSING_FIELD);
    refused(
        () -> announce(MIRA, Ids.random(), "EVIDENCE", Ids.random()), ProblemType.INVALID_VALUE);
    refused(() -> announce(MIRA, Ids.random(), "PHOTO", statement), ProblemType.INVALID_VALUE);
  }

  @Test
  void beforeSheAgreedNothingIsKept() {
    job =
        MainJob.aWomanAtTheCrossing().consent("CS-STO", MIRA, "NAME").registered().takenOver(MIRA);
    announce(MIRA, Ids.random(), "PHOTO", null)
        .then()
        .statusCode(409)
        .body("type", endsWith("/consent-missing"))
        .body("errors.code", contains("CS-STO"));
  }

  @Test
  void afterSheTookItBackNothingOpens() {
    UUID id = kept(MIRA, "PHOTO", PHOTO);
    UUID link = linked(MIRA, id);
    Map<String, Object> back = job.said("CS-STO", "", MIRA);
    back.keySet().removeAll(Set.of("status", "method", "interpreter", "witness"));
    as(MIRA).body(back).post("/v1/cases/{case}/withdrawals", job.caseId).then().statusCode(201);
    follow(MIRA, link).then().statusCode(409).body("type", endsWith("/consent-missing"));
    link(MIRA, id, Ids.random()).then().statusCode(409).body("type", endsWith("/consent-missing"));
  }

  @Test
  void aLinkIsForOneUserAndAMinute() {
    UUID id = kept(MIRA, "PHOTO", PHOTO);
    UUID link = linked(MIRA, id);
    for (Person other : List.of(VERA, LUKA, GENT)) {
      sameAsAbsent(() -> follow(other, link));
    }
    as(JELENA).get("/v1/attachment-links/{link}", link).then().statusCode(403);
    database("update vault.attachment_link set expires_at = now() - interval '1 second'");
    sameAsAbsent(() -> follow(MIRA, link));

    UUID next = linked(MIRA, id);
    follow(MIRA, next).then().statusCode(200);
  }

  @Test
  void anotherOrganisationSeesNothingThere() {
    UUID id = kept(MIRA, "PHOTO", PHOTO);
    for (Person stranger : List.of(LUKA, GENT)) {
      sameAsAbsent(() -> as(stranger).get(ATTACHMENTS, job.caseId));
      sameAsAbsent(() -> as(stranger).get(ATTACHMENTS + "/{id}", job.caseId, id));
      sameAsAbsent(() -> link(stranger, id, Ids.random()));
      sameAsAbsent(() -> send(stranger, id, PHOTO));
      sameAsAbsent(() -> announce(stranger, Ids.random(), "PHOTO", null));
    }
  }

  @Test
  void aLongSoundPassesInChunksAndComesBackAsItWas() {
    byte[] samples = new byte[6 << 20];
    new java.util.Random(5).nextBytes(samples);
    byte[] canary = "voice-canary-90817263".getBytes(ISO_8859_1);
    System.arraycopy(canary, 0, samples, 1 << 20, canary.length);
    byte[] sound = Contents.sound(samples);
    UUID id = kept(MIRA, "AUDIO", sound);
    assertThat(
            number("select count(*) from vault.attachment_chunk where attachment = '" + id + "'"))
        .isGreaterThan(11);
    assertThat(
            number(
                "select count(*) from vault.attachment_chunk where"
                    + " position('voice-canary-90817263'::bytea in ciphertext) > 0"))
        .isZero();
    assertThat(follow(MIRA, linked(MIRA, id)).asByteArray()).isEqualTo(sound);
  }

  @Test
  void aRetryGetsTheFirstAnswerAndAnotherContentIsRefused() {
    UUID id = announced(MIRA, "PHOTO");
    UUID key = Ids.random();
    Response first = send(MIRA, id, PHOTO, key);
    Response again = send(MIRA, id, PHOTO, key);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    byte[] other = Contents.picture("png", 9, 9);
    refused(() -> send(MIRA, id, other, key), ProblemType.KEY_REUSED);
    refused(() -> send(MIRA, id, other), ProblemType.ALREADY_EXISTS);
  }

  @Test
  void sentFourTimesAtOnceItIsKeptOnce() {
    UUID id = announced(MIRA, "AUDIO");
    byte[] sound = Contents.sound(new byte[2 << 20]);
    UUID key = Ids.random();
    List<CompletableFuture<Response>> answers =
        IntStream.range(0, 4)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> send(MIRA, id, sound, key)))
            .toList();
    Set<String> bodies =
        answers.stream()
            .map(CompletableFuture::join)
            .peek(answer -> assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201))
            .map(Response::asString)
            .collect(java.util.stream.Collectors.toSet());
    assertThat(bodies).hasSize(1);
    assertThat(
            number(
                "select count(distinct upload) from vault.attachment_chunk where attachment = '"
                    + id
                    + "'"))
        .isEqualTo(1);
    assertThat(follow(MIRA, linked(MIRA, id)).asByteArray()).isEqualTo(sound);
  }

  @Test
  void whatIsDeletedIsGoneAndKnownToHaveBeenThere() {
    UUID id = kept(MIRA, "PHOTO", PHOTO);
    UUID link = linked(MIRA, id);
    String revision = revision(as(MIRA).get(ATTACHMENTS + "/{id}", job.caseId, id));
    sameAsAbsent(
        () -> as(NADA).header("If-Match", revision).delete(ATTACHMENTS + "/{id}", job.caseId, id));
    as(MIRA)
        .header("If-Match", "\"0\"")
        .delete(ATTACHMENTS + "/{id}", job.caseId, id)
        .then()
        .statusCode(412);
    as(MIRA)
        .header("If-Match", revision)
        .delete(ATTACHMENTS + "/{id}", job.caseId, id)
        .then()
        .statusCode(200)
        .body("state", equalTo("DELETED"));
    sameAsAbsent(() -> follow(MIRA, link));
    sameAsAbsent(() -> link(MIRA, id, Ids.random()));
    sameAsAbsent(() -> send(MIRA, id, PHOTO));
    assertThat(chunks(id)).isZero();
    as(MIRA)
        .get("/v1/cases/{case}/identity", job.caseId)
        .then()
        .statusCode(200)
        .body("opened", hasItem("PHOTO"));
    assertThat(actions()).contains("attachment-deleted");
  }

  @Test
  void erasingThePersonTakesHerContentsAlong() {
    UUID id = kept(MIRA, "PHOTO", PHOTO);
    UUID link = linked(MIRA, id);
    Caller manager =
        Caller.person(
            "mira",
            new OrganizationId(MIRA.organization()),
            new CountryCode("ME"),
            Set.of(Roles.CASE));
    Callers.as(
        manager,
        () -> {
          erasures.erase(new CaseId(job.caseId));
          return manager;
        });
    assertThat(chunks(id)).isZero();
    sameAsAbsent(() -> follow(MIRA, link));
    as(MIRA)
        .get(ATTACHMENTS, job.caseId)
        .then()
        .statusCode(200)
        .body("attachments.state", contains("DELETED"));
  }
}
