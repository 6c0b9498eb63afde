package org.uputnica.directory.domain;

/**
 * Areas by their codes: ISO 3166-2, and behind it the places in it, as {@code BA-BIH} and {@code
 * BA-BIH-ZENICA}. Nothing is known of roads or neighbours, so "far" has three steps and no more.
 */
final class Area {
  private Area() {}

  /** Whether {@code inner} is {@code outer} or lies in it. */
  static boolean holds(String outer, String inner) {
    return inner.equals(outer) || inner.startsWith(outer + "-");
  }

  /** 0 the same place, 1 the same region, 2 elsewhere in the country. */
  static int distance(String one, String other) {
    if (one.equals(other)) {
      return 0;
    }
    return region(one).equals(region(other)) ? 1 : 2;
  }

  /** The first two parts of a code. */
  private static String region(String code) {
    int country = code.indexOf('-');
    int region = country < 0 ? -1 : code.indexOf('-', country + 1);
    return region < 0 ? code : code.substring(0, region);
  }
}
