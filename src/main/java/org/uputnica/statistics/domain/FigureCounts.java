package org.uputnica.statistics.domain;

import java.time.YearMonth;
import java.util.Map;

/** Counts what happened; for the job alone. */
public interface FigureCounts {
  /**
   * What happened in a month (UTC), by place; a place where nothing happened is not there. Whoever
   * said no to figures (CS-STAT), or took her yes back, is not counted; two records of one person
   * that were joined count once.
   */
  Map<FigurePlace, MonthCount> of(YearMonth month);
}
