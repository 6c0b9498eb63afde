package org.uputnica.platform.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The two faces there is lead for (Noto, SIL Open Font License), each regular and bold. */
enum Face {
  /** Latin, Cyrillic and Greek. */
  EUROPEAN("NotoSans"),
  /** Arabic with the letters of Persian, Dari, Pashto and Urdu, and the European digits. */
  ARABIC("NotoSansArabic");

  private static final String FOLDER = "/fonts/";

  private final String file;
  private final CmapLookup letters;

  Face(String file) {
    this.file = file;
    this.letters = letters(regular());
  }

  String regular() {
    return file + "-Regular.ttf";
  }

  String bold() {
    return file + "-Bold.ttf";
  }

  /** Whether this sign has a shape here. */
  boolean has(int sign) {
    return letters.getGlyphId(sign) != 0;
  }

  /** A file of one of the faces; there are no others. */
  static InputStream open(String name) throws IOException {
    for (Face face : values()) {
      if (name.equals(face.regular()) || name.equals(face.bold())) {
        return resource(name);
      }
    }
    throw new IOException("no such face");
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Face.class.getResourceAsStream(FOLDER + name));
  }

  private static CmapLookup letters(String name) {
    try (InputStream in = resource(name);
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
      return font.getUnicodeCmapLookup();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
