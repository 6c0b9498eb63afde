package org.uputnica.platform.print;

import java.util.Arrays;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Sizes of paper (ISO 216), upright. */
public enum Paper {
  A4(210, 297, 20, 11),
  A6(105, 148, 8, 10);

  /** Millimetres. */
  private final int width;

  /** Millimetres. */
  private final int height;

  /** Millimetres that stay white on each side. */
  private final int margin;

  /** Points. */
  private final int letter;

  Paper(int width, int height, int margin, int letter) {
    this.width = width;
    this.height = height;
    this.margin = margin;
    this.letter = letter;
  }

  /**
   * The paper of this name.
   *
   * @throws RefusedException {@code invalid-value} when there is none
   */
  public static Paper of(String name) {
    return Arrays.stream(values())
        .filter(paper -> paper.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            RefusedException.of(
                ProblemType.INVALID_VALUE,
                "Ask for one of the papers there are",
                FieldProblem.at(
                    "paper",
                    "is not a paper there is",
                    Arrays.stream(values()).map(Paper::name).toList())));
  }

  /** In millimetres. */
  public int width() {
    return width;
  }

  /** In millimetres. */
  public int height() {
    return height;
  }

  /** In millimetres. */
  public int margin() {
    return margin;
  }

  /** Height of the running text, in points. */
  int letter() {
    return letter;
  }
}
