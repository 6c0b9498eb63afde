package org.uputnica.directory.domain;

/** What became of entries that were read from a file. */
public record Written(int added, int changed, int unchanged) {
  /** Nothing. */
  public static final Written NONE = new Written(0, 0, 0);

  /** Both together. */
  public Written plus(Written other) {
    return new Written(added + other.added, changed + other.changed, unchanged + other.unchanged);
  }
}
