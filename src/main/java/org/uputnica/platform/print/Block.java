package org.uputnica.platform.print;

import java.util.List;

/** One thing that stands on a page below the one before it. */
public sealed interface Block {
  /** What the following is about. */
  record Heading(String text) implements Block {}

  /** Sentences; a new line begins a new paragraph. */
  record Paragraph(String text) implements Block {}

  /** A value with what it is called; the value keeps its own direction. */
  record Entry(String key, String value) implements Block {}

  /** A few columns of the same width, read from the side where the language begins. */
  record Table(List<String> head, List<List<String>> rows) implements Block {
    public Table {
      head = List.copyOf(head);
      rows = rows.stream().map(List::copyOf).toList();
      int columns = head.size();
      if (columns == 0 || rows.stream().anyMatch(row -> row.size() != columns)) {
        throw new IllegalArgumentException(
            "every row has as many columns as the head, one or more");
      }
    }
  }

  /** A QR code (ISO/IEC 18004) that holds these signs and nothing else. */
  record QrCode(String signs) implements Block {}
}
