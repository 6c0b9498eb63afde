package org.uputnica.platform.print;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Printed pages as pictures, and the texts that are printed. */
final class Sheets {
  static final Path MESSAGES = Path.of("src/main/resources/messages");
  static final int DPI = 127;

  /** Pixels per millimetre. */
  static final int MM = 5;

  private Sheets() {}

  static BufferedImage page(byte[] pdf, int page) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFRenderer(document).renderImageWithDPI(page, DPI, ImageType.RGB);
    }
  }

  static int pages(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getNumberOfPages();
    }
  }

  /** Where there is ink, in pixels; nowhere is a rectangle without width. */
  static Ink ink(BufferedImage page) {
    int left = page.getWidth();
    int right = -1;
    int top = page.getHeight();
    int bottom = -1;
    for (int y = 0; y < page.getHeight(); y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        if ((page.getRGB(x, y) & 0xFF) < 200) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return new Ink(left, top, right, bottom);
  }

  static Properties texts(String bundle, String language) throws IOException {
    String suffix = language.equals("en") ? "" : "_" + language.replace('-', '_');
    Properties texts = new Properties();
    try (Reader in = Files.newBufferedReader(MESSAGES.resolve(bundle + suffix + ".properties"))) {
      texts.load(in);
    }
    return texts;
  }

  record Ink(int left, int top, int right, int bottom) {
    int width() {
      return right - left + 1;
    }
  }
}
