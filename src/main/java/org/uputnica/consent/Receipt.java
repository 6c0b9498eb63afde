package org.uputnica.consent;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.ConsentId;

/**
 * The person's copy of one statement. Neutral words only: whoever finds it learns nothing about the
 * kind of help.
 *
 * @param language of the lines
 * @param title of the printed page
 * @param lines short sentences, to be read aloud
 */
public record Receipt(
    ConsentId id,
    CaseCode caseCode,
    Locale language,
    boolean rightToLeft,
    Instant issuedAt,
    String title,
    List<String> lines) {
  public Receipt {
    lines = List.copyOf(lines);
  }
}
