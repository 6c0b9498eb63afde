package org.uputnica.casefile.domain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.Contents.bomb;
import static org.uputnica.testing.Contents.deflatedObject;
import static org.uputnica.testing.Contents.joined;
import static org.uputnica.testing.Contents.pdf;
import static org.uputnica.testing.Contents.photograph;
import static org.uputnica.testing.Contents.picture;
import static org.uputnica.testing.Contents.sound;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** What a content is, is found in its bytes; what is kept of it shows, and does nothing more. */
class ContentCheckTest {
  private static final byte[] NOTHING = {};

  @Test
  void theBytesSayWhatItIs() {
    assertThat(type(picture("jpeg", 8, 8))).isEqualTo(ContentType.JPEG);
    assertThat(type(picture("png", 8, 8))).isEqualTo(ContentType.PNG);
    assertThat(type(pdf(NOTHING))).isEqualTo(ContentType.PDF);
    assertThat(type(sound(new byte[100]))).isEqualTo(ContentType.WAV);
    assertThat(type(joined("ID3\3\0\0\0\0\0\0".getBytes(ISO_8859_1), new byte[50])))
        .isEqualTo(ContentType.MP3);
    assertThat(type(joined(new byte[] {0, 0, 0, 28}, "ftypM4A ".getBytes(ISO_8859_1))))
        .isEqualTo(ContentType.M4A);
    assertThat(type(ogg("OpusHead"))).isEqualTo(ContentType.OPUS);
    assertThat(type(ogg("\1vorbis"))).isEqualTo(ContentType.VORBIS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html><script>alert(1)</script></html>",
        "PK\3\4 an archive",
        "MZ a program",
        "GIF89a",
        "{\\rtf1 a letter}",
        "just words"
      })
  void whatIsNotKeptIsRefused(String content) {
    for (AttachmentKind kind : AttachmentKind.values()) {
      refused(() -> ContentCheck.type(content.getBytes(ISO_8859_1), kind));
    }
  }

  @Test
  void aKindHasItsOwnTypes() {
    refused(() -> ContentCheck.type(pdf(NOTHING), AttachmentKind.PHOTO));
    refused(() -> ContentCheck.type(picture("png", 8, 8), AttachmentKind.AUDIO));
    refused(() -> ContentCheck.type(sound(new byte[9]), AttachmentKind.DOCUMENT));
  }

  @Test
  void nothingButThePictureIsLeftOfAPhotograph() {
    byte[] tail = "PK\5\6 <script>tail</script>".getBytes(ISO_8859_1);
    byte[] sent = photograph(1, "device-canary-7781", tail);
    assertThat(text(sent)).contains("Exif", "device-canary-7781", "tail");

    byte[] kept = ContentCheck.cleaned(sent, ContentType.JPEG, AttachmentKind.PHOTO);
    assertThat(text(kept)).doesNotContain("Exif", "device-canary-7781", "tail", "PK\5\6");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0", "2, 1, 0", "3, 1, 1", "4, 0, 1", "5, 0, 0", "6, 1, 0", "7, 1, 1", "8, 0, 1"
  })
  void aPhotographIsTurnedUprightBeforeItForgetsHowItWasHeld(int orientation, int right, int down)
      throws IOException {
    byte[] kept =
        ContentCheck.cleaned(
            photograph(orientation, "", NOTHING), ContentType.JPEG, AttachmentKind.PHOTO);
    BufferedImage image =
        ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(kept)));
    boolean lying = orientation >= 5;
    assertThat(image.getWidth()).isEqualTo(lying ? 32 : 64);
    int x = image.getWidth() / 4 + right * image.getWidth() / 2;
    int y = image.getHeight() / 4 + down * image.getHeight() / 2;
    assertThat(new Color(image.getRGB(x, y)).getRed()).as("the red corner").isGreaterThan(200);
  }

  @Test
  void aPictureThatUnpacksToTooMuchOrNotAtAllIsRefused() {
    refused(
        () -> ContentCheck.cleaned(bomb(30_000, 30_000), ContentType.PNG, AttachmentKind.PHOTO));
    refused(() -> ContentCheck.cleaned(bomb(64, 64), ContentType.PNG, AttachmentKind.PHOTO));
    byte[] half = Arrays.copyOf(picture("jpeg", 64, 64), 60);
    refused(() -> ContentCheck.cleaned(half, ContentType.JPEG, AttachmentKind.PHOTO));
  }

  @Test
  void aPdfThatOnlyShowsPagesIsKeptAsItCame() {
    byte[] text = "BT /F1 12 Tf (a page) Tj ET".getBytes(ISO_8859_1);
    for (byte[] harmless : List.of(pdf(NOTHING), pdf(deflatedObject("", text)))) {
      assertThat(ContentCheck.cleaned(harmless, ContentType.PDF, AttachmentKind.DOCUMENT))
          .isEqualTo(harmless);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/OpenAction <</S /JavaScript /JS (app.alert(1))>>",
        "/OpenAction <</S /Java#53cript /JS 9 0 R>>",
        "/A <</S /Launch /F (x)>>",
        "/Names <</EmbeddedFiles 9 0 R>>",
        "/AcroForm <</XFA 9 0 R>>",
        "/Encrypt 9 0 R",
        "/A <</S /SubmitForm>>"
      })
  void aPdfThatDoesMoreIsRefusedOpenOrPacked(String dictionary) {
    refusedPdf(pdf(("4 0 obj <<" + dictionary + ">> endobj\n").getBytes(ISO_8859_1)));
    refusedPdf(
        pdf(
            deflatedObject(
                "/Type /ObjStm /N 1 /First 4",
                ("5 0 <<" + dictionary + ">>").getBytes(ISO_8859_1))));
  }

  @Test
  void aPdfThatHidesFromTheCheckIsRefused() {
    refusedPdf(
        pdf("4 0 obj <</Filter /ASCII85Decode>>\nstream\nx\nendstream".getBytes(ISO_8859_1)));
    refusedPdf(pdf("4 0 obj <</Filter [/FlateDecode /FlateDecode]>> endobj".getBytes(ISO_8859_1)));
    refusedPdf(
        pdf(
            "4 0 obj <</Filter /FlateDecode>>\nstream\nnot deflated\nendstream"
                .getBytes(ISO_8859_1)));
    refusedPdf(joined(pdf(NOTHING), "PK\3\4 hung on".getBytes(ISO_8859_1)));
    refusedPdf(joined("<html>".getBytes(ISO_8859_1), pdf(NOTHING)));
  }

  @Test
  void aPdfThatUnpacksToFarTooMuchIsRefused() {
    byte[] part = deflatedObject("", new byte[1 << 20]);
    byte[] one = pdf(part);
    assertThat(one.length).isLessThan(1 << 12);
    assertThat(PdfCheck.complaint(one, (1 << 20) + part.length)).isEmpty();
    assertThat(PdfCheck.complaint(one, 1 << 20)).contains("unpacks to far more than it is");
    byte[] two = pdf(joined(part, part));
    assertThat(PdfCheck.complaint(two, 3 << 20)).isEmpty();
    assertThat(PdfCheck.complaint(two, 2 << 20)).contains("unpacks to far more than it is");
  }

  private static void refusedPdf(byte[] pdf) {
    refused(() -> ContentCheck.cleaned(pdf, ContentType.PDF, AttachmentKind.DOCUMENT));
  }

  private static void refused(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().type()).isEqualTo(ProblemType.CONTENT_REFUSED));
  }

  private static ContentType type(byte[] content) {
    return ContentCheck.type(content, AttachmentKind.EVIDENCE);
  }

  private static byte[] ogg(String codec) {
    return joined(
        "OggS".getBytes(ISO_8859_1), new byte[24], codec.getBytes(ISO_8859_1), new byte[30]);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
