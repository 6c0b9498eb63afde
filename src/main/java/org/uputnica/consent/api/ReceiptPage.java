package org.uputnica.consent.api;

import static org.uputnica.platform.text.Html.escape;

import org.uputnica.consent.Receipt;
import org.uputnica.platform.text.Html;

/**
 * A receipt as one printed slip, A6. Nothing is loaded from anywhere, nothing runs, and the only
 * style sheet is the one named by its hash.
 */
final class ReceiptPage {
  private static final String STYLE =
      "@page{size:A6;margin:8mm}"
          + "body{font:12pt/1.5 system-ui,sans-serif;max-width:89mm;margin:0 auto;padding:4mm;color:#000;background:#fff}"
          + "h1{font-size:14pt;margin:0 0 3mm}p{margin:0 0 2mm}"
          + "@media print{body{padding:0}}";

  /** Value of {@code Content-Security-Policy} for this page. */
  static final String POLICY =
      "default-src 'none'; style-src "
          + Html.source(STYLE)
          + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private ReceiptPage() {}

  static String print(Receipt receipt) {
    StringBuilder page = new StringBuilder(2_000);
    page.append("<!doctype html>\n<html lang=\"")
        .append(escape(receipt.language().toLanguageTag()))
        .append("\" dir=\"")
        .append(receipt.rightToLeft() ? "rtl" : "ltr")
        .append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
        .append(escape(receipt.title()))
        .append("</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n<style>")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>")
        .append(escape(receipt.title()))
        .append("</h1>\n");
    String code = receipt.caseCode().value();
    for (String line : receipt.lines()) {
      // the code stays in one direction inside a sentence of the other
      page.append("<p>")
          .append(escape(line).replace(code, "<bdi dir=\"ltr\">" + code + "</bdi>"))
          .append("</p>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }
}
