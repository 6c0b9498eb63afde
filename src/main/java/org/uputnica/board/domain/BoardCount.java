package org.uputnica.board.domain;

/**
 * How many lines a list has, counted as far as {@link #MOST}.
 *
 * @param more there are others
 */
public record BoardCount(BoardList list, int count, boolean more) {
  /** Nobody reads further than this, and counting further would cost more with every case. */
  public static final int MOST = 99;
}
