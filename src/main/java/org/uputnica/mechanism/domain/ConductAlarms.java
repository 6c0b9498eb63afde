package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.page.Cursor;

/** Alarms about the conduct of users. */
public interface ConductAlarms {
  void add(ConductAlarm alarm);

  /** Of a country, nobody has looked into yet; newest first. */
  List<ConductAlarm> open(CountryCode country, @Nullable Cursor after, int limit);

  /** Locked until the transaction ends. */
  Optional<ConductAlarm> take(UUID id, CountryCode country);

  /** Closes one. */
  void close(UUID id, ConductAlarm.Finding finding, String by, Instant at);
}
