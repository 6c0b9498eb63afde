package org.uputnica.registration.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.text.Texts;
import org.uputnica.registration.PersonsCopy;

/**
 * The person's copy as a PDF: her own words and neutral ones, nothing that tells a finder what kind
 * of help this is. Liberation Sans (SIL Open Font License) has Latin, Greek and Cyrillic; a letter
 * it lacks is printed as a square.
 */
@ApplicationScoped
class CopyDocument {
  private static final String BUNDLE = "copy";
  private static final String ASKED = "receipt";
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final ZoneId THERE = ZoneId.of("Europe/Belgrade");
  private static final String SQUARE = "\u25A1";
  private static final float MARGIN = 56;
  private static final float SIZE = 11;
  private static final float TITLE_SIZE = 16;
  private static final float LEADING = 1.4f;

  private final Texts texts;

  CopyDocument(Texts texts) {
    this.texts = texts;
  }

  byte[] print(PersonsCopy copy, Locale language) {
    try (PDDocument document = new PDDocument();
        InputStream font = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT))) {
      document.getDocumentInformation().setTitle(text(language, "title"));
      document.getDocumentCatalog().setLanguage(language.toLanguageTag());
      Sheet sheet = new Sheet(document, PDType0Font.load(document, font, true));
      lines(copy, language, sheet);
      sheet.close();
      var bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void lines(PersonsCopy copy, Locale language, Sheet sheet) throws IOException {
    sheet.title(text(language, "title"));
    sheet.line(text(language, "number", copy.record().code().value()));
    sheet.line(text(language, "made", DAY.format(LocalDate.ofInstant(copy.madeAt(), THERE))));
    sheet.title(text(language, "kept"));
    for (var item : copy.file().items().texts().entrySet()) {
      String field = "field." + item.getKey().field();
      String category = said(language, "item." + item.getKey().category().name());
      sheet.line(texts.textOr(BUNDLE, language, field, category) + ": " + item.getValue());
    }
    for (String note : copy.file().notes().values()) {
      sheet.line(text(language, "note") + ": " + note);
    }
    for (ItemCategory category : copy.file().kept()) {
      if (!copy.opened().contains(category)) {
        sheet.line(text(language, "closed", said(language, "item." + category.name())));
      }
    }
    sheet.title(text(language, "said"));
    for (var statement : copy.statements()) {
      sheet.line(
          DAY.format(LocalDate.ofInstant(statement.said().deviceTime(), THERE))
              + "  "
              + said(language, "scope." + statement.scope().code())
              + " "
              + text(language, "answer." + statement.status().name()));
    }
    sheet.title(text(language, "rights"));
    for (String right : List.of("right.correct", "right.erase", "right.ask")) {
      sheet.line(text(language, right));
    }
  }

  /** In the words in which she was asked. */
  private String said(Locale language, String key) {
    return texts.text(ASKED, language, key);
  }

  private String text(Locale language, String key, Object... arguments) {
    return texts.text(BUNDLE, language, key, arguments);
  }

  /** Pages that fill from top to bottom. */
  private static final class Sheet implements AutoCloseable {
    private final PDDocument document;
    private final PDFont font;
    private PDPageContentStream page;
    private float y;

    Sheet(PDDocument document, PDFont font) throws IOException {
      this.document = document;
      this.font = font;
      this.page = turn();
    }

    void title(String text) throws IOException {
      y -= SIZE;
      write(text, TITLE_SIZE);
    }

    void line(String text) throws IOException {
      write(text, SIZE);
    }

    private void write(String text, float size) throws IOException {
      for (String paragraph : text.split("\\R", -1)) {
        for (String row : wrapped(printable(paragraph), size)) {
          if (y - size * LEADING < MARGIN) {
            page.close();
            page = turn();
          }
          y -= size * LEADING;
          page.beginText();
          page.setFont(font, size);
          page.newLineAtOffset(MARGIN, y);
          page.showText(row);
          page.endText();
        }
      }
    }

    private PDPageContentStream turn() throws IOException {
      PDPage next = new PDPage(PDRectangle.A4);
      document.addPage(next);
      y = PDRectangle.A4.getHeight() - MARGIN;
      return new PDPageContentStream(document, next);
    }

    private List<String> wrapped(String text, float size) throws IOException {
      float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
      List<String> rows = new ArrayList<>();
      StringBuilder row = new StringBuilder();
      for (String word : text.split(" ", -1)) {
        String rest = word;
        while (wide(row.isEmpty() ? rest : row + " " + rest, size) > width) {
          if (row.isEmpty()) {
            int fits = rest.length();
            while (wide(rest.substring(0, fits), size) > width) {
              fits = rest.offsetByCodePoints(fits, -1);
            }
            rows.add(rest.substring(0, fits));
            rest = rest.substring(fits);
          } else {
            rows.add(row.toString());
            row.setLength(0);
          }
        }
        row.append(row.isEmpty() ? "" : " ").append(rest);
      }
      rows.add(row.toString());
      return rows;
    }

    private float wide(String text, float size) throws IOException {
      return font.getStringWidth(text) / 1000 * size;
    }

    private String printable(String text) {
      StringBuilder printable = new StringBuilder();
      text.codePoints()
          .mapToObj(Character::toString)
          .forEach(letter -> printable.append(has(letter) ? letter : SQUARE));
      return printable.toString();
    }

    private boolean has(String letter) {
      try {
        font.encode(letter);
        return true;
      } catch (IOException | IllegalArgumentException lacking) {
        return false;
      }
    }

    @Override
    public void close() throws IOException {
      page.close();
    }
  }
}
