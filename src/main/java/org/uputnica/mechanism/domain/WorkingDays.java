package org.uputnica.mechanism.domain;

import java.time.LocalDate;

/** The days of a country: which are public holidays, and on which its offices work. */
public interface WorkingDays {
  /** Is it a public holiday, whatever day of the week it is? */
  boolean isPublicHoliday(LocalDate day);

  /** Do the offices work on it? */
  boolean isWorked(LocalDate day);
}
