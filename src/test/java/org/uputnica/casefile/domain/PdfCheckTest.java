package org.uputnica.casefile.domain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.Contents.deflatedObject;
import static org.uputnica.testing.Contents.joined;
import static org.uputnica.testing.Contents.pdf;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a PDF may hide something, place by place. */
class PdfCheckTest {
  private static final String ACTIVE =
      "does more than show pages: scripts, files inside, forms or a password";
  private static final String OPAQUE = "is packed in a way that cannot be checked";
  private static final String NOT_UNPACKED = "has a part that does not unpack";
  private static final String TAIL = "carries something behind its end";
  private static final byte[] SCRIPT = "<</S /JavaScript>>".getBytes(ISO_8859_1);
  private static final long MOST = 1 << 20;

  @ParameterizedTest
  @CsvSource({
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
    "Encrypt"
  })
  void whateverActsIsFound(String name) {
    assertComplaint(ACTIVE, object("<</S /" + name + ">>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "RunLengthDecode", "Crypt"})
  void whateverPacksOtherwiseIsFound(String name) {
    assertComplaint(OPAQUE, object("<</Filter /" + name + ">>"));
  }

  @Test
  void deflatedTwiceIsPackedOtherwise() {
    assertComplaint(OPAQUE, object("<</Filter [/FlateDecode\n\t /FlateDecode]>>"));
    assertHarmless(object("<</Filter [/FlateDecode 1 /FlateDecode]>>"));
    assertHarmless(object("<</Filter [/FlateDecode /Name /FlateDecode]>>"));
    assertHarmless(object("<</Filter [/Name /Name /FlateDecode]>>"));
  }

  @ParameterizedTest
  @CsvSource({
    "/J#61vaScript, true", "/Java#53cript, true", "/JavaScrip#74, true", "/#4aavaScript, true",
    "/Java#5gcript, false", "/Java#g3cript, false", "/JavaScrip#7, false", "/JavaScript#, false",
    "/JavaScripts, false", "/javascript, false", "JavaScript, false", "/ JavaScript, false"
  })
  void aNameIsReadWithItsSignsUndone(String written, boolean acts) {
    PdfNames names = new PdfNames(Set.of("JavaScript"));
    look(names, written + " ");
    assertThat(names.found(Set.of("JavaScript"))).isEqualTo(acts);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\0", "(", ")", "<", ">", "[", "]", "{", "}", "/", "%"})
  void aNameEndsAtEachOfTheSignsThatEndOne(String sign) {
    PdfNames names = new PdfNames(Set.of("Launch"));
    look(names, "/Launch");
    assertThat(names.found(Set.of("Launch"))).isFalse();
    look(names, sign + "x");
    assertThat(names.found(Set.of("Launch"))).isTrue();
    assertThat(names.found(Set.of("XFA"))).isFalse();
  }

  @Test
  void aNameMayBeginInOnePieceAndEndInTheNext() {
    String text = "<</S /Java#53cript /A /Launch>>";
    for (int at = 0; at <= text.length(); at++) {
      PdfNames names = new PdfNames(Set.of("JavaScript", "Launch"));
      look(names, text.substring(0, at));
      look(names, text.substring(at));
      assertThat(names.found(Set.of("JavaScript"))).as("cut at %d", at).isTrue();
      assertThat(names.found(Set.of("Launch"))).as("cut at %d", at).isTrue();
    }
  }

  @Test
  void signsAreUndoneFromTheFirstToTheLast() {
    PdfNames names = new PdfNames(Set.of("a\0", "b\n", "PDF", "c\u00ff"));
    look(names, "/a#00 /b#0a /#50DF /c#FF ");
    for (String name : List.of("a\0", "b\n", "PDF", "c\u00ff")) {
      assertThat(names.found(Set.of(name))).as(name).isTrue();
    }
  }

  @Test
  void onlyTheBytesPointedAtAreLookedAt() {
    byte[] text = "/Launch /XFA /Crypt ".getBytes(ISO_8859_1);
    PdfNames names = new PdfNames(Set.of("Launch", "XFA", "Crypt"));
    names.look(text, 8, 5);
    assertThat(names.found(Set.of("XFA"))).isTrue();
    assertThat(names.found(Set.of("Launch", "Crypt"))).isFalse();
  }

  @Test
  void aLongRunWithoutAnEndIsNoNameAndHidesNone() {
    PdfNames names = new PdfNames(Set.of("Launch", "a".repeat(65), "a".repeat(66)));
    look(names, "/" + "a".repeat(500) + "/Launch ");
    assertThat(names.found(Set.of("Launch"))).isTrue();
    assertThat(names.found(Set.of("a".repeat(65)))).isTrue();
    assertThat(names.found(Set.of("a".repeat(66)))).isFalse();
  }

  @Test
  void whatStandsBehindAnythingButTheEndIsATail() {
    byte[] whole = pdf(new byte[0]);
    assertThat(complaint(joined(whole, "\r\n \0".getBytes(ISO_8859_1)))).isEmpty();
    assertThat(complaint(joined(whole, "x".getBytes(ISO_8859_1)))).contains(TAIL);
    assertThat(complaint(Arrays.copyOf(whole, whole.length - 3))).contains(TAIL);
    byte[] noEnd = "%PDF-1.7\n".getBytes(ISO_8859_1);
    assertThat(complaint(noEnd)).contains(TAIL);
    assertThat(complaint(Arrays.copyOf(whole, whole.length - 1))).isEmpty();
  }

  @Test
  void anArchiveHungOnBehindIsATailHoweverWellItIsHidden() {
    byte[] archive = {'P', 'K', 5, 6};
    byte[] end = "%%EOF\n".getBytes(ISO_8859_1);
    int reach = 0x10000 + 22;
    byte[] begin = "%PDF-1.7\n".getBytes(ISO_8859_1);
    byte[] within = joined(begin, archive, new byte[reach - 4 - end.length], end);
    assertThat(complaint(within)).contains(TAIL);
    byte[] before = joined(begin, archive, new byte[reach - 3 - end.length], end);
    assertThat(complaint(before)).isEmpty();
    assertThat(complaint(joined(begin, archive, end))).contains(TAIL);
  }

  @Test
  void itMustBeAPdfFromItsFirstByteOn() {
    for (String other : List.of("", "%PDF", "%PDF+1.7\n%%EOF", " %PDF-1.7\n%%EOF")) {
      assertThat(complaint(other.getBytes(ISO_8859_1)))
          .contains("is not a PDF from its first byte on");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", " \n", "\t \r\n"})
  void aStreamBeginsBehindTheEndOfTheLine(String line) {
    byte[] packed = packed(SCRIPT);
    assertThat(complaint(stream("/Filter /FlateDecode", line, packed))).contains(ACTIVE);
    assertThat(complaint(stream("", line, packed))).contains(ACTIVE);
    assertThat(complaint(stream("/Filter /FlateDecode", line, bytes("not deflated"))))
        .contains(NOT_UNPACKED);
    assertThat(complaint(stream("", line, bytes("not deflated")))).isEmpty();
  }

  @Test
  void theWordAloneIsNoStream() {
    assertThat(complaint(stream("/Filter /FlateDecode", " ", packed(SCRIPT)))).isEmpty();
    assertThat(complaint(pdf(bytes("(a stream of words, endstream\nand more)")))).isEmpty();
    byte[] dictionary = bytes("4 0 obj <</Filter /FlateDecode>> endstream\nnot deflated endobj");
    assertThat(complaint(pdf(dictionary))).isEmpty();
  }

  @Test
  void aStreamThatStopsTooEarlyIsNotLookedThrough() {
    byte[] packed =
        packed(
            new Random(3)
                .ints(4000, 32, 127)
                .collect(
                    StringBuilder::new,
                    (text, sign) -> text.append((char) sign),
                    StringBuilder::append)
                .toString()
                .getBytes(ISO_8859_1));
    byte[] half = Arrays.copyOf(packed, packed.length / 2);
    byte[] cut = joined(bytes("%PDF-1.7\n%%EOF\n 4 0 obj <</Filter /FlateDecode>> stream\n"), half);
    assertThat(complaint(joined(cut, bytes("%%EOF")))).contains(NOT_UNPACKED);
  }

  @Test
  void whatUnpacksOnlyWithAnotherTextIsRefused() {
    try (var deflater = new Deflater()) {
      deflater.setDictionary(SCRIPT);
      deflater.setInput(SCRIPT);
      deflater.finish();
      byte[] out = new byte[100];
      int length = deflater.deflate(out);
      byte[] packed = Arrays.copyOf(out, length);
      assertThat(complaint(stream("/Filter /FlateDecode", "\n", packed))).contains(NOT_UNPACKED);
    }
  }

  @Test
  void aDictionaryIsThatOfItsOwnObject() {
    byte[] before = bytes("4 0 obj <</Filter /FlateDecode>> endobj\n5 0 obj <<");
    assertThat(complaint(pdf(joined(before, bytes(">>\nstream\nplain\nendstream endobj")))))
        .isEmpty();
    byte[] far = joined(bytes("4 0 obj <</Filter /FlateDecode "), new byte[4000]);
    assertThat(complaint(pdf(joined(far, bytes(">>\nstream\nplain\nendstream endobj")))))
        .contains(NOT_UNPACKED);
  }

  @Test
  void everyStreamIsLookedThrough() {
    byte[] harmless = deflatedObject("", bytes("BT (a page) Tj ET"));
    byte[] acts = deflatedObject("", SCRIPT);
    assertThat(complaint(pdf(joined(harmless, harmless, harmless)))).isEmpty();
    assertThat(complaint(pdf(joined(harmless, harmless, acts)))).contains(ACTIVE);
    assertThat(complaint(pdf(joined(acts, harmless)))).contains(ACTIVE);
  }

  @Test
  void whatLooksDeflatedIsLookedThroughWhateverItIsCalled() {
    for (int level = 0; level < 4; level++) {
      byte[] body = packed(SCRIPT);
      body[1] = new byte[] {0x01, 0x5E, (byte) 0x9C, (byte) 0xDA}[level];
      assertThat(complaint(stream("/Type /Page", "\n", body))).contains(ACTIVE);
    }
    byte[] other = packed(SCRIPT);
    other[1]++;
    assertThat(complaint(stream("/Type /Page", "\n", other))).isEmpty();
    byte[] method = packed(SCRIPT);
    method[0] = 0x77;
    assertThat(complaint(stream("/Type /Page", "\n", method))).isEmpty();
  }

  @Test
  void theWorkHasABoundUpToTheByte() {
    byte[] packed = packed(new byte[300_000]);
    byte[] whole = stream("/Filter /FlateDecode", "\n", packed);
    assertThat(PdfCheck.complaint(whole, packed.length + 300_000)).isEmpty();
    assertThat(PdfCheck.complaint(whole, packed.length + 299_999))
        .contains("unpacks to far more than it is");
  }

  private static byte[] stream(String dictionary, String line, byte[] body) {
    return pdf(
        joined(
            bytes("4 0 obj <<" + dictionary + ">>\nstream" + line),
            body,
            bytes("\nendstream endobj\n")));
  }

  /** The deflated bytes of {@code content}, as they stand in an object. */
  private static byte[] packed(byte[] content) {
    byte[] object = deflatedObject("", content);
    String text = new String(object, ISO_8859_1);
    int begin = text.indexOf("stream\n") + 7;
    return Arrays.copyOfRange(object, begin, text.lastIndexOf("\nendstream"));
  }

  private static byte[] object(String dictionary) {
    return bytes("4 0 obj " + dictionary + " endobj\n");
  }

  private static void assertComplaint(String complaint, byte[] object) {
    assertThat(complaint(pdf(object))).contains(complaint);
  }

  private static void assertHarmless(byte[] object) {
    assertThat(complaint(pdf(object))).isEmpty();
  }

  private static java.util.Optional<String> complaint(byte[] pdf) {
    return PdfCheck.complaint(pdf, MOST);
  }

  private static void look(PdfNames names, String text) {
    names.look(bytes(text), 0, text.length());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
