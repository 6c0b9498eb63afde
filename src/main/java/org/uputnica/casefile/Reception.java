package org.uputnica.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.uputnica.casefile.domain.Attachment;
import org.uputnica.casefile.domain.AttachmentCard;
import org.uputnica.casefile.domain.CaseFileRefusal.MalwareFound;
import org.uputnica.casefile.domain.ContentCheck;
import org.uputnica.casefile.domain.ContentType;
import org.uputnica.casefile.domain.SealedContent;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.scan.MalwareScanner;

/**
 * Receives a content while it is sent: found out what it is, scanned, sealed, kept in chunks, each
 * in a transaction of its own, so that no slow sender holds the database. Nothing unsealed touches
 * a disk. Until the attachment is kept, its key is in memory alone: what a crash leaves behind is
 * noise, which {@link AttachmentService#sweep} removes.
 */
@ApplicationScoped
public class Reception {
  private static final int PIECE = 64 * 1024;

  /** Pictures unpacked at the same time; the largest take some hundred megabytes. */
  private static final int PICTURES = 2;

  private final AttachmentService attachments;
  private final AttachmentLimits limits;
  private final MalwareScanner scanner;
  private final Semaphore pictures = new Semaphore(PICTURES);

  Reception(AttachmentService attachments, AttachmentLimits limits, MalwareScanner scanner) {
    this.attachments = attachments;
    this.limits = limits;
    this.scanner = scanner;
  }

  /**
   * Receives the content of an attachment that is awaited.
   *
   * @throws RefusedException {@code content-refused}, {@code malware-found}, {@code
   *     body-too-large}, {@code unavailable} without the scanner; nothing is kept then
   */
  public Received receive(Attachment awaited, InputStream body) {
    UUID upload = Ids.random();
    var in = new LimitedInput(body, limits.of(awaited.kind()));
    try {
      AttachmentCard card = receive(awaited, upload, in);
      return new Received(card, in.digest());
    } catch (IOException cut) {
      attachments.dropUpload(upload);
      throw endedEarly();
    } catch (RuntimeException refused) {
      attachments.dropUpload(upload);
      in.drain();
      throw refused;
    }
  }

  /** The digest of a body that is not kept: of a retry after the first answer was lost. */
  public String digest(Attachment kept, InputStream body) {
    var in = new LimitedInput(body, limits.of(kept.kind()));
    try {
      in.transferTo(OutputStream.nullOutputStream());
      return in.digest();
    } catch (IOException cut) {
      throw endedEarly();
    }
  }

  private static RefusedException endedEarly() {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "Send the whole content again",
        FieldProblem.at("body", "ended too early"));
  }

  private AttachmentCard receive(Attachment awaited, UUID upload, LimitedInput in)
      throws IOException {
    byte[] key = AttachmentCard.newKey();
    var content =
        new SealedContent(
            awaited.caseId(), awaited.country(), awaited.id(), awaited.kind(), upload, key);
    byte[] head = in.readNBytes(ContentCheck.HEAD);
    ContentType type = ContentCheck.type(head, awaited.kind());
    long size;
    try (var scan = scanner.begin()) {
      scan.write(head, 0, head.length);
      if (ContentCheck.needsWhole(type)) {
        byte[] cleaned = cleaned(whole(head, in, scan), type, awaited);
        try (OutputStream out = sealing(content, awaited, upload)) {
          out.write(cleaned);
        }
        size = cleaned.length;
      } else {
        try (OutputStream out = sealing(content, awaited, upload)) {
          out.write(head);
          size = head.length + pass(in, out, scan);
        }
        requireClean(scan);
      }
    }
    return new AttachmentCard(awaited.id(), awaited.kind(), upload, type, size, key);
  }

  private OutputStream sealing(SealedContent content, Attachment awaited, UUID upload)
      throws IOException {
    return content.sealing(
        new ChunkOutput(
            (number, chunk) -> attachments.addChunk(awaited.id(), upload, number, chunk)));
  }

  private byte[] whole(byte[] head, InputStream in, MalwareScanner.Scan scan) throws IOException {
    var whole = new ByteArrayOutputStream();
    whole.write(head);
    pass(in, whole, scan);
    requireClean(scan);
    return whole.toByteArray();
  }

  private byte[] cleaned(byte[] whole, ContentType type, Attachment awaited) {
    pictures.acquireUninterruptibly();
    try {
      return ContentCheck.cleaned(whole, type, awaited.kind());
    } finally {
      pictures.release();
    }
  }

  private static long pass(InputStream in, OutputStream out, MalwareScanner.Scan scan)
      throws IOException {
    byte[] piece = new byte[PIECE];
    long length = 0;
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      scan.write(piece, 0, read);
      out.write(piece, 0, read);
      length += read;
    }
    return length;
  }

  private static void requireClean(MalwareScanner.Scan scan) {
    if (!scan.isClean()) {
      throw new RefusedException(new MalwareFound());
    }
  }
}
