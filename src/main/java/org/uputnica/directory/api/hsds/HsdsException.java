package org.uputnica.directory.api.hsds;

/** A directory file cannot be used; the message names file, JSON pointer and what is wrong. */
public class HsdsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HsdsProblem problem;

  HsdsException(String file, String pointer, String wrong) {
    super(pointer.isEmpty() ? file + ": " + wrong : file + " at " + pointer + ": " + wrong);
    this.problem = new HsdsProblem(pointer, wrong, true);
  }

  /** Where and what, without the name of the file. */
  public HsdsProblem problem() {
    return problem;
  }
}
