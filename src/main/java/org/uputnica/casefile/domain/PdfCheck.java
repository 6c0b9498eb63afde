package org.uputnica.casefile.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
 * looked at and thrown away, up to a bound.
 */
final class PdfCheck {
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
  private final long most;
  private long worked;

  private PdfCheck(byte[] pdf, long most) {
    this.pdf = pdf;
    this.most = most;
  }

  /**
   * What is wrong with it, in words for whoever sent it; empty when it only shows pages.
   *
   * @param most bytes that may go into and come out of unpacking, all streams together
   */
  static Optional<String> complaint(byte[] pdf, long most) {
    return new PdfCheck(pdf, most).look();
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
    if (startsWith(at - 3, "endstream".getBytes(StandardCharsets.US_ASCII))) {
      return Optional.empty();
    }
    int line = at + STREAM.length; // the end of the file, found before, stands behind it
    while (pdf[line] == ' ' || pdf[line] == '\t') {
      line++; // wrong here, and forgiven by readers
    }
    int body = line;
    body += pdf[body] == '\r' ? 1 : 0;
    body += pdf[body] == '\n' ? 1 : 0;
    if (body == line) {
      return Optional.empty(); // the word, not the keyword
    }
    int from = Math.max(0, at - DICTIONARY);
    String before = new String(pdf, from, at - from, StandardCharsets.ISO_8859_1);
    int object = Math.max(0, before.lastIndexOf("obj"));
    var dictionary = new PdfNames(WATCHED);
    dictionary.look(pdf, from + object, at - from - object);
    return inflated(body, dictionary.found(Set.of(DEFLATE)));
  }

  /** Looks through what deflates, whatever it is called; only what is called so must. */
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
        if (worked > most) {
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

  private boolean startsWith(int at, byte[] word) {
    int end = at + word.length;
    return end <= pdf.length && Arrays.equals(pdf, at, end, word, 0, word.length);
  }

  private int indexOf(byte[] word, int from) {
    int at = from;
    while (at < pdf.length && !startsWith(at, word)) {
      at++;
    }
    return at < pdf.length ? at : -1;
  }

  private int lastIndexOf(byte[] word) {
    int at = pdf.length - 1;
    while (at >= 0 && !startsWith(at, word)) {
      at--;
    }
    return at;
  }
}
