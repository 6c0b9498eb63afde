package org.uputnica.platform.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.text.Texts;
import org.uputnica.testing.NeutralWords;

/** What is printed can be read: every letter, joined, from the right side, within the margins. */
class PressTest {
  private static final Press PRESS = new Press();
  private static final String CODE = "7K3F-22B7-K";
  private static final Path PICTURES = Path.of("target/prints");

  @SuppressWarnings("unused")
  static final List<String> LANGUAGES = Texts.PERSON;

  static Stream<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.list(Sheets.MESSAGES)) {
      return files
          .filter(file -> file.toString().endsWith(".properties"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void noTextHasASignWithoutAShape(Path bundle) throws IOException {
    Properties texts = new Properties();
    try (Reader in = Files.newBufferedReader(bundle)) {
      texts.load(in);
    }
    Set<String> lacking = new TreeSet<>();
    for (Object text : texts.values()) {
      Run.of(text.toString(), Face.EUROPEAN).stream()
          .filter(run -> run.signs().contains("\u25CC"))
          .forEach(run -> lacking.add(text.toString()));
    }
    assertThat(lacking).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void inEveryLanguageThePagesStayWithinTheirMarginsAndSayNothingThatTells(String language)
      throws Exception {
    for (Paper paper : Paper.values()) {
      byte[] pdf = PRESS.print(everything(language), paper);
      Files.createDirectories(PICTURES);
      try (PDDocument document = Loader.loadPDF(pdf)) {
        assertThat(document.getDocumentCatalog().getLanguage()).isEqualToIgnoringCase(language);
        String words = new PDFTextStripper().getText(document).toLowerCase(Locale.ROOT);
        assertThat(NeutralWords.forbidden()).noneMatch(words::contains);
      }
      for (int page = 0; page < Sheets.pages(pdf); page++) {
        BufferedImage picture = Sheets.page(pdf, page);
        ImageIO.write(picture, "png", PICTURES.resolve(language + paper + page + ".png").toFile());
        Sheets.Ink ink = Sheets.ink(picture);
        int margin = paper.margin() * Sheets.MM - 2;
        assertThat(ink.left()).as("left of page %d", page).isGreaterThanOrEqualTo(margin);
        assertThat(ink.top()).as("top of page %d", page).isGreaterThanOrEqualTo(margin);
        assertThat(ink.right()).isLessThanOrEqualTo(picture.getWidth() - margin);
        assertThat(ink.bottom()).isLessThanOrEqualTo(picture.getHeight() - margin);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void aLineBeginsWhereTheLanguageDoes(String language) throws IOException {
    Locale locale = Locale.forLanguageTag(language);
    String title = Sheets.texts("receipt", language).getProperty("title");
    BufferedImage page =
        Sheets.page(PRESS.print(new Leaflet(locale, title, List.of()), Paper.A6), 0);
    Sheets.Ink ink = Sheets.ink(page);
    int margin = Paper.A6.margin() * Sheets.MM;
    assertThat(ink.width()).isPositive().isLessThan(page.getWidth() / 2);
    if (Texts.isRightToLeft(locale)) {
      assertThat(page.getWidth() - ink.right()).isBetween(margin - 2, margin + 10);
    } else {
      assertThat(ink.left()).isBetween(margin - 2, margin + 10);
    }
  }

  @Test
  void theFirstColumnStandsWhereTheLanguageBegins() throws IOException {
    var table = new Block.Table(List.of("1", " ", " "), List.of(List.of("2", " ", " ")));
    assertThat(firstColumn("en", table)).isLessThan(firstColumn("ps", table));
  }

  @Test
  void onASlipARowThatIsLongerThanThePageGoesOnOnTheNext() throws IOException {
    String longest = "kamenje ".repeat(200) + "konac";
    var table = new Block.Table(List.of("1", "2", "3"), List.of(List.of("4", longest, "5")));
    byte[] pdf = PRESS.print(new Leaflet(Locale.ENGLISH, "naslov", List.of(table)), Paper.A6);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      String words = new PDFTextStripper().getText(document);
      assertThat(words.split("kamenje", -1)).hasSize(201);
      assertThat(words).contains("konac");
    }
    for (int page = 0; page < Sheets.pages(pdf); page++) {
      BufferedImage picture = Sheets.page(pdf, page);
      assertThat(Sheets.ink(picture).bottom())
          .isLessThanOrEqualTo(picture.getHeight() - Paper.A6.margin() * Sheets.MM + 2);
    }
  }

  private static int firstColumn(String language, Block table) throws IOException {
    byte[] pdf =
        PRESS.print(new Leaflet(Locale.forLanguageTag(language), " ", List.of(table)), Paper.A6);
    BufferedImage page = Sheets.page(pdf, 0);
    int top = Sheets.ink(page).top();
    return Sheets.ink(page.getSubimage(0, top, page.getWidth(), 8)).left();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"سحبت", "سلامتی", "تشریح", "ښځينه", "ټولنه", "کیفیت", "بھیجا", "ہسپتال", "گفتگو"})
  void lettersAreJoined(String word) throws IOException {
    int apart = 0;
    for (int letter : word.codePoints().toArray()) {
      apart += width(Character.toString(letter));
    }
    assertThat(width(word)).isLessThan(apart * 9 / 10);
  }

  private static int width(String title) throws IOException {
    var leaflet = new Leaflet(Locale.forLanguageTag("ar"), title, List.of());
    return Sheets.ink(Sheets.page(PRESS.print(leaflet, Paper.A6), 0)).width();
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void aCodeKeepsItsOrder(String language) throws IOException {
    String number = Sheets.texts("receipt", language).getProperty("number").replace("{0}", CODE);
    var leaflet =
        new Leaflet(Locale.forLanguageTag(language), "1", List.of(new Block.Paragraph(number)));
    try (PDDocument document = Loader.loadPDF(PRESS.print(leaflet, Paper.A6))) {
      assertThat(new PDFTextStripper().getText(document)).contains(CODE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePaperHasItsSizeAndTheCodeIsTheCode(Paper paper) throws Exception {
    var leaflet = new Leaflet(Locale.ENGLISH, "Your paper", List.of(new Block.QrCode(CODE)));
    byte[] pdf = PRESS.print(leaflet, paper);
    BufferedImage page = Sheets.page(pdf, 0);
    assertThat(page.getWidth()).isBetween(paper.width() * 5 - 2, paper.width() * 5 + 2);
    assertThat(page.getHeight()).isBetween(paper.height() * 5 - 2, paper.height() * 5 + 2);
    int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
    var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
    assertThat(new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText())
        .isEqualTo(CODE);
  }

  @Test
  void anotherPaperIsRefused() {
    assertThatThrownBy(() -> Paper.of("A5")).isInstanceOf(RefusedException.class);
    assertThat(Paper.of("A6")).isEqualTo(Paper.A6);
  }

  @Test
  void theFileTellsItsTitleAndNothingOfWhoMadeItWhen() throws IOException {
    byte[] pdf = PRESS.print(new Leaflet(Locale.ENGLISH, "Your paper", List.of()), Paper.A6);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      var about = document.getDocumentInformation();
      assertThat(about.getTitle()).isEqualTo("Your paper");
      assertThat(about.getAuthor()).isNull();
      assertThat(about.getCreator()).isNull();
      assertThat(about.getSubject()).isNull();
      assertThat(about.getKeywords()).isNull();
      assertThat(about.getProducer()).isNullOrEmpty();
      assertThat(about.getCreationDate().getTimeInMillis()).isZero();
    }
    assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
        .doesNotContainIgnoringCase("uputnica")
        .doesNotContainIgnoringCase("xmlgraphics");
  }

  @Test
  void whatSteersDirectionOrHasNoShapeDoesNotReachThePage() {
    assertThat(Run.of("a\u202Eb\u0007 \uD83D\uDE42 ب", Face.EUROPEAN))
        .containsExactly(new Run(Face.EUROPEAN, "ab \u25CC "), new Run(Face.ARABIC, "ب"));
  }

  private static Leaflet everything(String language) throws IOException {
    List<Block> blocks = new ArrayList<>();
    Properties receipt = Sheets.texts("receipt", language);
    for (String bundle : List.of("receipt", "copy", "options", "access")) {
      Properties texts = Sheets.texts(bundle, language);
      for (String key : new TreeSet<>(texts.stringPropertyNames())) {
        blocks.add(new Block.Paragraph(texts.getProperty(key).replace("{0}", CODE)));
      }
    }
    blocks.add(new Block.Heading(receipt.getProperty("title")));
    blocks.add(new Block.Entry(receipt.getProperty("item.CONTACT"), "+382 67 123-456"));
    blocks.add(new Block.Entry(receipt.getProperty("item.NAME"), "Ѓурђа Жетва / نرګس ټولنه"));
    blocks.add(
        new Block.Entry(
            receipt.getProperty("item.NAME"), "Ш".repeat(120) + "\n" + "ش".repeat(120)));
    Properties options = Sheets.texts("options", language);
    blocks.add(
        new Block.Table(
            List.of(
                options.getProperty("way"),
                options.getProperty("for"),
                options.getProperty("against")),
            List.of(
                List.of(
                    options.getProperty("way.RETURN"),
                    options.getProperty("point.HEALTH_CARE")
                        + "\n"
                        + options.getProperty("point.STAY_PERMIT"),
                    options.getProperty("point.NOTHING")))));
    blocks.add(new Block.QrCode(CODE));
    return new Leaflet(Locale.forLanguageTag(language), receipt.getProperty("title"), blocks);
  }
}
