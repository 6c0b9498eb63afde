package org.uputnica.audit.domain;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures under it, as C2SP signed-note writes it: the text, an empty line, one line
 * for each signature. Whoever else sees the text may add a line: a witness its cosignature.
 *
 * @param text ends with a line feed
 */
public record SignedNote(String text, List<Line> signatures) {
  private static final String DASH = "\u2014 ";
  private static final int LONGEST = 1_000_000;

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * Reads {@link #print()}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static SignedNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 1 || !note.endsWith("\n") || note.length() > LONGEST) {
      throw new IllegalArgumentException("a note is a text, an empty line and signatures");
    }
    List<Line> lines = new ArrayList<>();
    note.substring(end + 2).lines().forEach(line -> lines.add(line(line)));
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("nobody has signed the note");
    }
    return new SignedNote(note.substring(0, end + 1), lines);
  }

  private static Line line(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space <= DASH.length()) {
      throw new IllegalArgumentException("a signature is a dash, a name and the signature");
    }
    return new Line(
        line.substring(DASH.length(), space),
        Octets.of(Base64.getDecoder().decode(line.substring(space + 1))));
  }

  /** The note as it is kept in a file. */
  public String print() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(line ->
        note.append(DASH)
            .append(line.name)
            .append(' ')
            .append(Base64.getEncoder().encodeToString(line.signature.bytes()))
            .append('\n'));
    return note.toString();
  }

  /**
   * Who signed, and the signature with the id of the key before it.
   *
   * @param name of the key
   */
  public record Line(String name, Octets signature) {}
}
