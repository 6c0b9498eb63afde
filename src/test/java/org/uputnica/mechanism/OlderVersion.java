package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.uputnica.mechanism.definition.MechanismLoader;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Database;

/** A case of before: its procedure differs from today's in a few words. */
public final class OlderVersion {
  private static final CountryCode ME = new CountryCode("ME");

  private OlderVersion() {}

  /** From now on the case runs on a version in which these words of a file are others. */
  public static void of(
      MainJob job, MechanismVersionService versions, String file, String today, String before)
      throws SQLException {
    Map<String, String> texts = MechanismLoader.ofClasspath().textOf(Procedures.of("ME"));
    String text = texts.getOrDefault(file, "");
    assertThat(text).contains(today);
    texts.put(file, text.replace(today, before));
    Mechanism older = Objects.requireNonNull(MechanismLoader.ofTexts(texts).countries().get("ME"));
    Callers.as(Caller.NODE, () -> versions.keep(ME, older.version(), texts));
    for (var key : Map.of("case_record", "id", "track", "case_id").entrySet()) {
      try (Connection above = Database.connect();
          PreparedStatement move =
              above.prepareStatement(
                  "update process.%s set mechanism_version = ? where %s = ?"
                      .formatted(key.getKey(), key.getValue()))) {
        move.setString(1, older.version());
        move.setObject(2, job.caseId);
        assertThat(move.executeUpdate()).isPositive();
      }
    }
  }
}
