package org.uputnica.platform.print;

import java.util.List;
import java.util.Locale;

/**
 * What is to be printed, without a word on how it looks.
 *
 * @param language of the words; it decides where lines and columns begin
 * @param title the first heading, and what a reader of the file shows
 */
public record Leaflet(Locale language, String title, List<Block> blocks) {
  public Leaflet {
    blocks = List.copyOf(blocks);
  }

  @Override
  public String toString() {
    return "Leaflet[redacted]";
  }
}
