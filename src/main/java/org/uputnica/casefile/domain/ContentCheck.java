package org.uputnica.casefile.domain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.uputnica.casefile.domain.CaseFileRefusal.ContentRefused;
import org.uputnica.platform.problem.RefusedException;

/** Finds out what a content is, and makes of it what is kept. */
public final class ContentCheck {
  /** As many bytes of the beginning as are needed to say what it is. */
  public static final int HEAD = 64 * 1024;

  /** Work for all streams of one PDF, bytes in and out. */
  private static final long MOST_UNPACKED = 256L << 20;

  private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

  private ContentCheck() {}

  /**
   * The type of a content that begins like this.
   *
   * @throws RefusedException {@code content-refused} when it is none of its kind
   */
  public static ContentType type(byte[] head, AttachmentKind kind) {
    try {
      String found =
          TYPES.detect(new ByteArrayInputStream(head), new Metadata()).getBaseType().toString();
      return ContentType.of(found)
          .filter(kind::allows)
          .orElseThrow(() -> refused(kind, "is of another type by its content"));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Whether a content of this type is looked at as a whole before it is kept. */
  public static boolean needsWhole(ContentType type) {
    return switch (type) {
      case JPEG, PNG, PDF -> true;
      case MP3, WAV, OGG, VORBIS, OPUS, M4A -> false;
    };
  }

  /**
   * What is kept of a whole content: a picture painted anew without metadata, a PDF as it came.
   *
   * @throws RefusedException {@code content-refused}
   */
  public static byte[] cleaned(byte[] whole, ContentType type, AttachmentKind kind) {
    return switch (type) {
      case JPEG, PNG ->
          CleanImage.of(whole, type)
              .orElseThrow(() ->
                  refused(
                      kind,
                      "cannot be read as a picture, or has more than %d million pixels"
                          .formatted(CleanImage.MOST_PIXELS / 1_000_000)));
      case PDF -> {
        PdfCheck.complaint(whole, MOST_UNPACKED)
            .ifPresent(complaint -> {
              throw refused(kind, complaint);
            });
        yield whole;
      }
      case MP3, WAV, OGG, VORBIS, OPUS, M4A -> whole;
    };
  }

  private static RefusedException refused(AttachmentKind kind, String complaint) {
    return new RefusedException(new ContentRefused(kind, complaint));
  }
}
