package org.uputnica.platform.id;

/** ISO 3166-1 alpha-2, and {@code XK} (in line with UNSCR 1244). */
public record CountryCode(String value) {
  public CountryCode {
    if (!value.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException("a country code is two capital letters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
