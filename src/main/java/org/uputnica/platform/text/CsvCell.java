package org.uputnica.platform.text;

/**
 * A text as one cell of a CSV file (RFC 4180), for whoever writes one: a spreadsheet must show a
 * name and never run it (OWASP, CSV Injection). What a spreadsheet takes for a formula gets an
 * apostrophe in front; what is kept stays as it was said.
 */
public final class CsvCell {
  /** First signs of a formula, wide forms too; tab and line ends, which some programs skip. */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private CsvCell() {}

  /** The cell, quoted, without the separator. */
  public static String of(String text) {
    String harmless = startsFormula(text) ? "'" + text : text;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }

  private static boolean startsFormula(String text) {
    String seen = text.stripLeading();
    return FORMULA.indexOf(text.isEmpty() ? 'x' : text.charAt(0)) >= 0
        || (!seen.isEmpty() && FORMULA.indexOf(seen.charAt(0)) >= 0);
  }
}
