package org.uputnica.casefile.domain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Refuses a PDF (ISO 32000-2) that does more than show pages: scripts, programs started, files
 * inside, forms that send, encryption that hides from every check. It looks for the names of these
 * things anywhere in the file and, unpacked, in every deflated stream; names are compared after
 * their {@code #xx} are undone. It errs on the side of no: a harmless file that only mentions such
 * a name, or is packed in a way that cannot be looked through, is refused too. Bytes are unpacked,
 * looked at and thrown away, at most {@value #MOST_UNPACKED} of them.
 */
final class PdfCheck {
  static final long MOST_UNPACKED = 256L << 20;

  private static final Set<String> ACTIVE =
      Set.of(
          "JavaScript",
          "Launch",
          "EmbeddedFile",
          "EmbeddedFiles",
          "RichMedia",
          "Rendition",
          "SubmitForm",
          "ImportData",
          "GoToE",
          "XFA",
          "Encrypt");

  /** Filters under which something could hide from the one that is undone here. */
  private static final Set<String> OPAQUE =
      Set.of("ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "RunLengthDecode", "Crypt");

  private static final String DEFLATE = "FlateDecode";

  private static final Set<String> WATCHED =
      Stream.of(ACTIVE, OPAQUE, Set.of(DEFLATE)).flatMap(Set::stream).collect(Collectors.toSet());

  private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

  /** End of a ZIP's directory, which is looked for in the last 64 KiB of a file. */
  private static final byte[] ARCHIVE_END = {'P', 'K', 5, 6};

  private static final int ARCHIVE_TAIL = 0x10000 + 22;
  private static final String NOT_UNPACKED = "has a part that does not unpack";
  private static final int DICTIONARY = 4096;

  private final byte[] pdf;
  private long worked;

  private PdfCheck(byte[] pdf) {
    this.pdf = pdf;
  }

  /** What is wrong with it, in words for whoever sent it; empty when it only shows pages. */
  static Optional<String> complaint(byte[] pdf) {
    return new PdfCheck(pdf).look();
  }

  private Optional<String> look() {
    if (!startsWith(0, "%PDF-".getBytes(StandardCharsets.US_ASCII))) {
      return Optional.of("is not a PDF from its first byte on");
    }
    if (hasTail()) {
      return Optional.of("carries something behind its end");
    }
    var names = new PdfNames(WATCHED);
    names.look(pdf, 0, pdf.length);
    Optional<String> found = complaint(names);
    for (int at = indexOf(STREAM, 0); found.isEmpty() && at >= 0; at = indexOf(STREAM, at + 1)) {
      found = stream(at);
    }
    return found;
  }

  private Optional<String> stream(int at) {
    int begin = at + STREAM.length;
    boolean ends = at >= 3 && startsWith(at - 3, "endstream".getBytes(StandardCharsets.US_ASCII));
    if (ends || begin >= pdf.length) {
      return Optional.empty();
    }
    int body = begin;
    body += body < pdf.length && pdf[body] == '\r' ? 1 : 0;
    body += body < pdf.length && pdf[body] == '\n' ? 1 : 0;
    if (body == begin) {
      return Optional.empty(); // the word, not the keyword
    }
    int from = Math.max(0, at - DICTIONARY);
    String before = new String(pdf, from, at - from, StandardCharsets.ISO_8859_1);
    int object = Math.max(0, before.lastIndexOf("obj"));
    var dictionary = new PdfNames(WATCHED);
    dictionary.look(pdf, from + object, at + 1 - from - object);
    boolean deflated = dictionary.found(Set.of(DEFLATE));
    return deflated || isZlib(body) ? inflated(body, deflated) : Optional.empty();
  }

  private Optional<String> inflated(int body, boolean mustOpen) {
    var names = new PdfNames(WATCHED);
    byte[] out = new byte[64 * 1024];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(pdf, body, pdf.length - body);
      boolean opens = true;
      long before = worked;
      while (opens && !inflater.finished()) {
        int length = inflater.inflate(out);
        names.look(out, 0, length);
        opens = length > 0 || !(inflater.needsInput() || inflater.needsDictionary());
        worked = before + inflater.getBytesRead() + inflater.getBytesWritten();
        if (worked > MOST_UNPACKED) {
          return Optional.of("unpacks to far more than it is");
        }
      }
      return mustOpen && !opens ? Optional.of(NOT_UNPACKED) : complaint(names);
    } catch (DataFormatException damaged) {
      return mustOpen ? Optional.of(NOT_UNPACKED) : complaint(names);
    }
  }

  private static Optional<String> complaint(PdfNames names) {
    if (names.found(ACTIVE)) {
      return Optional.of("does more than show pages: scripts, files inside, forms or a password");
    }
    return names.found(OPAQUE) || names.repeated(DEFLATE)
        ? Optional.of("is packed in a way that cannot be checked")
        : Optional.empty();
  }

  /** Only the end of a line may follow the end of the file; an archive could be hung on behind. */
  private boolean hasTail() {
    int end = lastIndexOf("%%EOF".getBytes(StandardCharsets.US_ASCII));
    if (end < 0) {
      return true;
    }
    for (int i = end + 5; i < pdf.length; i++) {
      if (pdf[i] != '\r' && pdf[i] != '\n' && pdf[i] != ' ' && pdf[i] != 0) {
        return true;
      }
    }
    return lastIndexOf(ARCHIVE_END) >= Math.max(0, pdf.length - ARCHIVE_TAIL);
  }

  private boolean isZlib(int at) {
    return at + 1 < pdf.length
        && (pdf[at] & 0x0F) == 8
        && ((pdf[at] & 0xFF) * 256 + (pdf[at + 1] & 0xFF)) % 31 == 0;
  }

  private boolean startsWith(int at, byte[] word) {
    if (at + word.length > pdf.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (pdf[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private int indexOf(byte[] word, int from) {
    for (int i = from; i <= pdf.length - word.length; i++) {
      if (startsWith(i, word)) {
        return i;
      }
    }
    return -1;
  }

  private int lastIndexOf(byte[] word) {
    for (int i = pdf.length - word.length; i >= 0; i--) {
      if (startsWith(i, word)) {
        return i;
      }
    }
    return -1;
  }
}
