package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uputnica.platform.id.CountryCode;

/** The store of the versions that cases have started with, whole. */
public interface MechanismVersions {
  /**
   * Keeps the files of a version.
   *
   * @param files text by file name
   * @return whether it was not kept before
   */
  boolean keep(CountryCode country, String version, Map<String, String> files, Instant at);

  /** The files of a version, text by file name; empty if it was never kept. */
  Optional<Map<String, String>> files(CountryCode country, String version);

  /** Every version of a country that was kept or has open cases, newest first. */
  List<Kept> list(CountryCode country);

  /**
   * A version and what runs on it.
   *
   * @param keptAt server time, UTC; the beginning of all time for a version that was never kept
   */
  record Kept(String version, Instant keptAt, long openCases) {}
}
