package org.uputnica.directory.domain;

/** The codes of {@code service-types.csv} that a rule knows by name. */
public final class ServiceTypes {
  /** Accommodation for children. */
  public static final String CHILD_ACCOMMODATION = "ACC-CHD";

  /** Guarded or secret accommodation. */
  public static final String SECURE_ACCOMMODATION = "ACC-SEC";

  private static final String ACCOMMODATION = "ACC-";

  private ServiceTypes() {}

  /** Whether a person sleeps there. */
  public static boolean isAccommodation(String code) {
    return code.startsWith(ACCOMMODATION);
  }
}
