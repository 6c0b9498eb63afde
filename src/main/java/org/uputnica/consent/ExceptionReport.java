package org.uputnica.consent;

import java.time.YearMonth;
import java.util.List;
import org.uputnica.consent.domain.ExceptionTellings.Line;
import org.uputnica.platform.id.CountryCode;

/**
 * The exceptions of one month (UTC), for the data protection officer; codes, never names.
 *
 * @param more there are more than are listed
 */
public record ExceptionReport(
    CountryCode country, YearMonth month, List<Line> lines, boolean more) {
  public ExceptionReport {
    lines = List.copyOf(lines);
  }
}
