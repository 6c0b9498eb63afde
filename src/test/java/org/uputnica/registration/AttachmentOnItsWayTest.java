package org.uputnica.registration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.MIRA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.FileErasureService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.testing.Contents;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** What happens to a content while it is being read, on the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AttachmentOnItsWayTest extends AttachmentDesk {
  /** Bytes that are read and sealed together. */
  private static final int PIECE = 512 * 1024;

  @Inject CaseAttachmentService attachments;
  @Inject FileErasureService erasures;

  @Test
  void afterSheTookItBackNoFurtherPieceLeaves() throws IOException {
    UUID id = kept(MIRA, "AUDIO", Contents.sound(new byte[6 * PIECE]));
    long left = untilRefused(id, this::withdraw, ProblemType.CONSENT_MISSING);
    assertThat(left).isPositive().isLessThanOrEqualTo(PIECE);
    assertThat(actions()).contains("disclosure-denied").doesNotContain("seal-broken");
  }

  @Test
  void whoFetchesItWhenSheTakesItBackGetsAnAnswerThatBreaksOff() throws IOException {
    byte[] sound = Contents.sound(new byte[7 << 20]);
    UUID link = linked(MIRA, kept(MIRA, "AUDIO", sound));
    try (Socket socket = new Socket()) {
      // So that most of it still waits with the service when she takes it back.
      socket.setReceiveBufferSize(16 * 1024);
      socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
      socket
          .getOutputStream()
          .write(
              """
              GET /v1/attachment-links/%s HTTP/1.1\r
              Host: localhost\r
              Authorization: Bearer %s\r
              \r
              """
                  .formatted(link, Tokens.of(MIRA.username()))
                  .getBytes(ISO_8859_1));
      InputStream answer = socket.getInputStream();
      String begin = new String(answer.readNBytes(2000), ISO_8859_1);
      assertThat(begin)
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("content-length: " + sound.length);
      withdraw();
      assertThat(read(answer)).isLessThan(sound.length - 2000L);
    }
  }

  @Test
  void oneThatIsDeletedOnTheWayBreaksOffAndNoSealIsBroken() throws IOException {
    UUID id = kept(MIRA, "AUDIO", Contents.sound(new byte[6 * PIECE]));
    String revision = revision(as(MIRA).get(ATTACHMENTS + "/{id}", job.caseId, id));
    untilRefused(
        id,
        () ->
            as(MIRA)
                .header("If-Match", revision)
                .delete(ATTACHMENTS + "/{id}", job.caseId, id)
                .then()
                .statusCode(200),
        ProblemType.NOT_FOUND);
    assertThat(actions()).contains("attachment-deleted").doesNotContain("seal-broken");
  }

  @Test
  void oneWhosePersonIsErasedOnTheWayBreaksOffAndNoSealIsBroken() throws IOException {
    UUID id = kept(MIRA, "AUDIO", Contents.sound(new byte[6 * PIECE]));
    untilRefused(id, () -> erasures.erase(new CaseId(job.caseId)), ProblemType.NOT_FOUND);
    assertThat(actions()).contains("identity-erased").doesNotContain("seal-broken");
  }

  @Test
  void oneThatIsChangedOnTheWayRaisesTheAlarm() throws IOException {
    UUID id = kept(MIRA, "AUDIO", Contents.sound(new byte[6 * PIECE]));
    untilRefused(
        id,
        () ->
            database(
                "delete from vault.attachment_chunk where number > 2 and attachment = '"
                    + id
                    + "'"),
        ProblemType.INTERNAL);
    assertThat(actions()).contains("seal-broken");
  }

  /** Reads a little, lets something happen, and reads on; returns how much was read after it. */
  private long untilRefused(UUID id, Runnable meanwhile, ProblemType because) throws IOException {
    UUID link = linked(MIRA, id);
    Caller reader =
        Caller.person(
            Tokens.subject(MIRA.username()),
            new OrganizationId(MIRA.organization()),
            new CountryCode("ME"),
            Set.of(Roles.CASE));
    var left = new Counting();
    Callers.as(
        reader,
        () -> {
          InputStream content = attachments.read(attachments.follow(link, reader), reader);
          assertThatThrownBy(
                  () -> {
                    assertThat(content.readNBytes(100)).hasSize(100);
                    meanwhile.run();
                    content.transferTo(left);
                  })
              .isInstanceOfSatisfying(
                  RefusedException.class, no -> assertThat(no.refusal().type()).isEqualTo(because));
          return left;
        });
    return left.bytes;
  }

  private void withdraw() {
    Map<String, Object> back = job.said("CS-STO", "", MIRA);
    back.keySet().removeAll(Set.of("status", "method", "interpreter", "witness"));
    as(MIRA).body(back).post("/v1/cases/{case}/withdrawals", job.caseId).then().statusCode(201);
  }

  /** How much comes until the line is closed, in whatever way. */
  private static long read(InputStream answer) {
    var read = new Counting();
    try {
      answer.transferTo(read);
    } catch (IOException closed) {
      // as well as an end
    }
    return read.bytes;
  }

  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] more, int from, int count) {
      bytes += count;
    }
  }
}
