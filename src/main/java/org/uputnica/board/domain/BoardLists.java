package org.uputnica.board.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.page.Cursor;

/** Where the lines of the board are read. */
public interface BoardLists {
  /** Lines of a list in its order. */
  List<BoardLine> lines(BoardList list, BoardFilter filter, @Nullable Cursor after, int limit);

  /**
   * These lists counted.
   *
   * @param freshFor how long a number of free places counts
   */
  List<BoardCount> counts(
      Set<BoardList> lists, CountryCode country, Instant now, Duration freshFor);

  /** Places free in the country, by numbers said since then. */
  long freePlaces(CountryCode country, Instant since);
}
