package org.uputnica.registration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.ClamdPeer;
import org.uputnica.testing.Contents;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/**
 * What must not get in, and what must not come out, through the real stack; the scanner is a peer.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class BadAttachmentTest extends AttachmentDesk {
  @Test
  void whatIsNotAllowedByItsContentIsRefused() {
    UUID photo = announced(MIRA, "PHOTO");
    byte[] page = "<html><script>alert(1)</script></html>".getBytes(ISO_8859_1);
    for (byte[] wrong :
        List.of(
            page,
            new byte[0],
            Contents.pdf(new byte[0]),
            Contents.sound(new byte[100]),
            Contents.bomb(40_000, 40_000))) {
      refused(() -> send(MIRA, photo, wrong), ProblemType.CONTENT_REFUSED);
    }
    send(MIRA, photo, page).then().body("errors[0].allowed", contains("image/jpeg", "image/png"));
    UUID document = announced(MIRA, "DOCUMENT");
    byte[] script = "4 0 obj <</S /JavaScript /JS (1)>> endobj\n".getBytes(ISO_8859_1);
    refused(() -> send(MIRA, document, Contents.pdf(script)), ProblemType.CONTENT_REFUSED);
    send(MIRA, document, Contents.pdf(new byte[0])).then().statusCode(201);
  }

  @Test
  void malwareIsRefusedAndTheRefusalJournalled() {
    byte[] sound = Contents.sound(ClamdPeer.EICAR.getBytes(ISO_8859_1));
    UUID id = announced(MIRA, "AUDIO");
    long journal = Database.journalEntries();
    refused(() -> send(MIRA, id, sound), ProblemType.MALWARE_FOUND);
    assertThat(Database.journalEntries()).isEqualTo(journal + 1);
    send(MIRA, id, Contents.sound(new byte[100])).then().statusCode(201);
  }

  @Test
  void withoutTheScannerNothingIsKept() {
    UUID id = announced(MIRA, "PHOTO");
    UUID sound = announced(MIRA, "AUDIO");
    ClamdPeer.whileAway(() -> {
      refused(() -> send(MIRA, id, PHOTO), ProblemType.UNAVAILABLE);
      refused(() -> send(MIRA, sound, Contents.sound(new byte[300_000])), ProblemType.UNAVAILABLE);
    });
    send(MIRA, id, PHOTO).then().statusCode(201);
  }

  @Test
  void tooLargeIsRefusedWithTheLimitOfItsKind() {
    UUID photo = announced(MIRA, "PHOTO");
    byte[] large = Contents.joined(PHOTO, new byte[5 << 20]);
    refused(() -> send(MIRA, photo, large), ProblemType.BODY_TOO_LARGE);
    byte[] larger = new byte[9 << 20];
    Response answer = send(MIRA, photo, larger);
    answer.then().statusCode(413).body("detail", equalTo("At most 8 megabytes"));
    Map<String, Object> body = new HashMap<>(job.body());
    body.put("place", "x".repeat(2 << 20));
    as(VERA).body(body).post("/v1/cases").then().statusCode(413);
  }

  @Test
  void whatWasChangedInTheDatabaseDoesNotOpen() {
    UUID id = kept(MIRA, "AUDIO", Contents.sound(new byte[3 << 20]));
    UUID other = kept(MIRA, "AUDIO", Contents.sound(new byte[100]));
    database("delete from vault.attachment_chunk where number > 2 and attachment = '" + id + "'");
    UUID link = linked(MIRA, id);
    follow(MIRA, link).then().statusCode(500).body("type", endsWith("/internal"));
    database(
        "update vault.attachment_chunk set ciphertext = set_byte(ciphertext, 60,"
            + " get_byte(ciphertext, 60) # 1) where attachment = '"
            + other
            + "'");
    UUID second = linked(MIRA, other);
    follow(MIRA, second).then().statusCode(500).body("type", endsWith("/internal"));
    assertThat(actions()).filteredOn("seal-broken"::equals).hasSize(2);
  }

  @Test
  void aBodyThatBreaksOffLeavesNothing() throws IOException {
    UUID id = announced(MIRA, "AUDIO");
    byte[] sound = Contents.sound(new byte[3 << 20]);
    String head =
        """
        POST /v1/cases/%s/attachments/%s/content HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Idempotency-Key: %s\r
        Content-Type: application/octet-stream\r
        Content-Length: %d\r
        \r
        """
            .formatted(job.caseId, id, Tokens.of(MIRA.username()), Ids.random(), sound.length);
    try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.getOutputStream().write(sound, 0, 2 << 20);
      socket.getOutputStream().flush();
      until(() -> chunks(id) > 0, "chunks are kept while the sender is still sending");
    }
    until(() -> chunks(id) == 0, "and forgotten when it breaks off");
    as(MIRA)
        .get(ATTACHMENTS + "/{id}", job.caseId, id)
        .then()
        .statusCode(200)
        .body("state", equalTo("AWAITED"));
    send(MIRA, id, sound).then().statusCode(201);
  }

  private static void until(BooleanSupplier holds, String what) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
