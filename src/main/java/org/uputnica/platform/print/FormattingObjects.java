package org.uputnica.platform.print;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.uputnica.platform.text.Texts;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** A leaflet as formatting objects (W3C XSL 1.1). */
final class FormattingObjects {
  private static final String SPACE = "http://www.w3.org/1999/XSL/Format";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  /** Embedding and its end (Unicode UAX 9), which an inline of their own would raise. */
  private static final String TO_THE_RIGHT = "\u202A";

  private static final String TO_THE_LEFT = "\u202B";
  private static final String END = "\u202C";

  /** A name, number or code of the other direction, with what stands in brackets after it. */
  private static final Pattern EUROPEAN =
      Pattern.compile(
          "[\\p{IsLatin}\\p{IsCyrillic}\\d+](?:[^\\p{IsArabic}()]*"
              + "(?:\\([^\\p{IsArabic}()]*\\)|[\\p{IsLatin}\\p{IsCyrillic}\\d]))?");

  /** Points of the picture per module of the code. */
  private static final int MODULE = 8;

  /** Room for what rises above the line in Arabic. */
  private static final String ABOVE = "2mm";

  /** Width of the code on paper. */
  private static final String CODE_WIDTH = "22mm";

  private final ContentHandler to;
  private final Paper paper;
  private final Locale language;
  private final boolean rightToLeft;

  FormattingObjects(ContentHandler to, Locale language, Paper paper) {
    this.to = to;
    this.paper = paper;
    this.language = language;
    this.rightToLeft = Texts.isRightToLeft(language);
  }

  void write(Leaflet leaflet) throws SAXException {
    String direction = rightToLeft ? "rl-tb" : "lr-tb";
    to.startDocument();
    within(
        "root",
        Map.of(
            "font-size",
            paper.letter() + "pt",
            "line-height",
            "1.5",
            "font-family",
            first().name()),
        () -> {
          within(
              "layout-master-set",
              Map.of(),
              () ->
                  within(
                      "simple-page-master",
                      Map.of(
                          "master-name", "page",
                          "page-width", paper.width() + "mm",
                          "page-height", paper.height() + "mm",
                          "margin", paper.margin() + "mm",
                          "writing-mode", direction),
                      () -> within("region-body", Map.of("margin-top", ABOVE), () -> {})));
          within(
              "page-sequence",
              Map.of("master-reference", "page", "writing-mode", direction),
              () ->
                  within(
                      "flow",
                      Map.of("flow-name", "xsl-region-body"),
                      () -> {
                        heading(leaflet.title(), "1.4em", "0pt");
                        for (Block block : leaflet.blocks()) {
                          block(block);
                        }
                      }));
        });
    to.endDocument();
  }

  private void block(Block block) throws SAXException {
    switch (block) {
      case Block.Heading heading -> heading(heading.text(), "1.15em", "0.8em");
      case Block.Paragraph paragraph -> {
        for (String lines : paragraph.text().split("\\R", -1)) {
          within("block", Map.of("space-after", "0.4em"), () -> text(lines));
        }
      }
      case Block.Entry entry -> {
        String[] lines = entry.value().split("\\R", -1);
        within(
            "block",
            Map.of("space-after", "0.4em"),
            () -> {
              text(entry.key() + ": ");
              apart(lines[0]);
            });
        for (int next = 1; next < lines.length; next++) {
          String line = lines[next];
          within("block", Map.of("space-after", "0.4em"), () -> apart(line));
        }
      }
      case Block.Table table -> table(table);
      case Block.QrCode code ->
          within(
              "block",
              Map.of("space-before", "0.6em", "line-height", "0pt"),
              () ->
                  within(
                      "external-graphic",
                      Map.of(
                          "src", picture(code.signs()),
                          "content-width", CODE_WIDTH,
                          "content-height", CODE_WIDTH),
                      () -> {}));
    }
  }

  private void heading(String text, String size, String before) throws SAXException {
    within(
        "block",
        Map.of(
            "font-weight", "bold",
            "font-size", size,
            "space-before", before,
            "space-after", "0.3em",
            "keep-with-next.within-page", "always"),
        () -> text(text));
  }

  private void table(Block.Table table) throws SAXException {
    within(
        "table",
        Map.of(
            "table-layout", "fixed",
            "border-collapse", "separate",
            "inline-progression-dimension", "100%",
            "space-after", "0.8em"),
        () -> {
          for (int column = 0; column < table.head().size(); column++) {
            within(
                "table-column", Map.of("column-width", "proportional-column-width(1)"), () -> {});
          }
          within("table-header", Map.of("font-weight", "bold"), () -> row(table.head()));
          if (!table.rows().isEmpty()) {
            within(
                "table-body",
                Map.of(),
                () -> {
                  for (List<String> cells : table.rows()) {
                    row(cells);
                  }
                });
          }
        });
  }

  private void row(List<String> cells) throws SAXException {
    within(
        "table-row",
        // on a slip a row can be longer than the page, and what does not fit would be cut off
        Map.of("keep-together.within-page", paper == Paper.A6 ? "auto" : "always"),
        () -> {
          for (String cell : cells) {
            within(
                "table-cell",
                Map.of(
                    "border-after-style", "solid", "border-after-width", "0.7pt", "padding", "1mm"),
                () -> {
                  for (String line : cell.split("\\R", -1)) {
                    within("block", Map.of(), () -> text(line));
                  }
                });
          }
        });
  }

  private void text(String text) throws SAXException {
    runs(rightToLeft ? EUROPEAN.matcher(text).replaceAll(TO_THE_RIGHT + "$0" + END) : text);
  }

  private void apart(String text) throws SAXException {
    boolean left = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
    runs((left ? TO_THE_RIGHT : TO_THE_LEFT) + text + END);
  }

  private void runs(String text) throws SAXException {
    for (Run run : Run.of(text, first())) {
      char[] signs = run.signs().toCharArray();
      within(
          "inline",
          Map.of("font-family", run.face().name()),
          () -> to.characters(signs, 0, signs.length));
    }
  }

  private Face first() {
    return rightToLeft ? Face.ARABIC : Face.EUROPEAN;
  }

  private void within(String name, Map<String, String> properties, Content content)
      throws SAXException {
    AttributesImpl attributes = new AttributesImpl();
    properties.forEach((key, value) -> attributes.addAttribute("", key, key, "CDATA", value));
    if (name.equals("root")) {
      attributes.addAttribute(XML, "lang", "xml:lang", "CDATA", language.toLanguageTag());
    }
    to.startElement(SPACE, name, "fo:" + name, attributes);
    content.write();
    to.endElement(SPACE, name, "fo:" + name);
  }

  private static String picture(String signs) {
    try {
      BitMatrix code =
          new QRCodeWriter()
              .encode(signs, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 2));
      int width = code.getWidth() * MODULE;
      BufferedImage image = new BufferedImage(width, width, BufferedImage.TYPE_BYTE_GRAY);
      for (int y = 0; y < width; y++) {
        for (int x = 0; x < width; x++) {
          image.setRGB(x, y, code.get(x / MODULE, y / MODULE) ? 0xFF000000 : 0xFFFFFFFF);
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      return "url('data:image/png;base64,"
          + Base64.getEncoder().encodeToString(bytes.toByteArray())
          + "')";
    } catch (WriterException | IOException impossible) {
      throw new UncheckedIOException(new IOException(impossible));
    }
  }

  /** What stands inside an element. */
  private interface Content {
    void write() throws SAXException;
  }
}
