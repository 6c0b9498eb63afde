package org.uputnica.mechanism.domain;

import java.time.LocalDate;
import java.util.Set;

/** The days of a country: which are public holidays, and on which its offices work. */
public interface WorkingDays {
  /** Public holidays that the calendar of the country does not know. */
  Set<LocalDate> off();

  /** Days on which offices work although the calendar of the country or the week says otherwise. */
  Set<LocalDate> worked();

  /** Where this comes from. */
  Source source();

  /** Is it a public holiday, whatever day of the week it is? */
  boolean isPublicHoliday(LocalDate day);

  /** Do the offices work on it? */
  boolean isWorked(LocalDate day);
}
