package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Contents;
import org.uputnica.testing.Database;
import org.uputnica.testing.Tokens;

/** Large contents fetched at the same time from the packaged service with the heap of the demo. */
@Tag("endurance")
@Timeout(300)
class DownloadsIT {
  private static final int SIZE = 28 << 20;
  private static final int AT_ONCE = 8;
  private static final int BEGINNING = 1 << 20;
  private static final String ATTACHMENTS = "/v1/cases/{case}/attachments";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Copy service;
  private static UUID caseId;
  private static UUID attachment;
  private static byte[] sound;

  @BeforeAll
  static void keep() {
    service = Copy.start(OwnStack.get(), "downloads", Map.of()).awaitReady(true);
    RestAssured.port = service.port();
    caseId =
        MainJob.aWomanAtTheCrossing()
            .consent("CS-STO", MIRA, "NAME", "DOCUMENT", "NARRATIVE", "PHOTO")
            .registered()
            .takenOver(MIRA)
            .caseId;
    byte[] samples = new byte[SIZE];
    new Random(7).nextBytes(samples);
    sound = Contents.sound(samples);
    attachment = kept();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Together larger than the heap; all are on their way before the first goes on. */
  @Test
  void manyAtOnceComeBackAsTheyWereSent() throws Exception {
    var allOnTheirWay = new CyclicBarrier(AT_ONCE);
    List<Callable<byte[]>> readers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      UUID link = linked(attachment);
      readers.add(() -> {
        HttpResponse<InputStream> answer = follow(link);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length"))
            .contains(Integer.toString(sound.length));
        try (InputStream in = answer.body()) {
          byte[] beginning = in.readNBytes(BEGINNING);
          allOnTheirWay.await(2, TimeUnit.MINUTES);
          return Contents.joined(beginning, in.readAllBytes());
        }
      });
    }
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<byte[]> read : people.invokeAll(readers)) {
        assertThat(read.get()).isEqualTo(sound);
      }
    }
    assertThat(service.health("live")).isEqualTo(200);
  }

  @Test
  void whatIsCutOffWhileItLeavesEndsThereWithAnAlarm() throws Exception {
    UUID cut = kept();
    HttpResponse<InputStream> answer = follow(linked(cut));
    assertThat(answer.statusCode()).isEqualTo(200);
    try (InputStream in = answer.body();
        Connection above = Database.connect()) {
      in.readNBytes(BEGINNING);
      above
          .createStatement()
          .execute(
              "delete from vault.attachment_chunk where number > 40 and attachment = '"
                  + cut
                  + "'");
      assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class);
    }
    Copy.await(() -> service.log().contains("ALARM seal broken, case " + caseId));
    assertThat(service.log()).doesNotContain("\tat ", "    at ");
  }

  private static UUID kept() {
    UUID id = Ids.random();
    as(MIRA)
        .body(Map.of("id", id, "kind", "AUDIO"))
        .post(ATTACHMENTS, caseId)
        .then()
        .statusCode(201);
    as(MIRA)
        .contentType("application/octet-stream")
        .body(sound)
        .post(ATTACHMENTS + "/{id}/content", caseId, id)
        .then()
        .statusCode(201);
    return id;
  }

  private static UUID linked(UUID id) {
    UUID link = Ids.random();
    as(MIRA)
        .body(Map.of("id", link))
        .post(ATTACHMENTS + "/{id}/links", caseId, id)
        .then()
        .statusCode(201);
    return link;
  }

  private static HttpResponse<InputStream> follow(UUID link)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + service.port() + "/v1/attachment-links/" + link))
            .header("Authorization", "Bearer " + Tokens.of(MIRA.username()))
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }
}
