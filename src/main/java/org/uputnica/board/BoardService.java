package org.uputnica.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.board.domain.BoardCount;
import org.uputnica.board.domain.BoardFilter;
import org.uputnica.board.domain.BoardLine;
import org.uputnica.board.domain.BoardList;
import org.uputnica.board.domain.BoardLists;
import org.uputnica.directory.PlacesSettings;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Front door to the board of the coordinator and the data protection officer. */
@ApplicationScoped
@Transactional
public class BoardService {
  private final BoardLists lists;
  private final PlacesSettings places;
  private final Clock clock;

  BoardService(BoardLists lists, PlacesSettings places, Clock clock) {
    this.lists = lists;
    this.places = places;
    this.clock = clock;
  }

  /** The board as it is now. */
  public Board board(Caller caller) {
    Instant now = clock.instant();
    return new Board(
        now,
        lists.freePlaces(caller.country(), now.minus(places.freshFor())),
        lists.counts(BoardList.of(caller), caller.country(), now, places.freshFor()));
  }

  /**
   * A page of one list.
   *
   * @param before until before this moment; null: as the list counts
   * @param child whether the rule for children applies; null: whichever
   * @param list one of {@link BoardList#of}
   * @throws RefusedException {@code invalid-value} for a filter that does not fit the list
   */
  public Page<BoardLine> lines(
      BoardList list,
      @Nullable OrganizationId organization,
      @Nullable Boolean child,
      @Nullable String priority,
      @Nullable Instant before,
      @Nullable String cursor,
      int limit,
      Caller caller) {
    requireFit("ageRule", child == null || list.isOfCases());
    requireFit("priority", priority == null || list.isOfReferrals());
    Instant now = clock.instant();
    BoardFilter filter =
        new BoardFilter(
            caller.country(),
            list.from(now),
            before == null ? list.before(now, places.freshFor()) : before,
            organization,
            child,
            priority);
    String name = "board-" + list;
    List<BoardLine> found = lists.lines(list, filter, Cursor.read(name, 2, cursor), limit + 1);
    return Page.of(name, found, limit, it -> List.of(it.at().toString(), it.line().toString()));
  }

  private static void requireFit(String field, boolean fits) {
    if (!fits) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Leave it out for this list",
          FieldProblem.at(field, "does not fit the list"));
    }
  }

  /** The counts of all lists. */
  public record Board(Instant asOf, long freePlaces, List<BoardCount> counts) {}
}
