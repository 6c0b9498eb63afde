package org.uputnica.audit;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;

/**
 * What happened, without a word of the person.
 *
 * @param action past tense in kebab case, such as {@code case-registered} or {@code identity-read}
 * @param caseId the case it concerns, if any
 * @param subject id of what it is about: a referral, a consent, a track
 * @param details codes and ids only; anything that does not look like one is refused
 */
public record AuditEvent(
    String action, @Nullable CaseId caseId, @Nullable String subject, Map<String, String> details) {
  private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,63}");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9@:._,\\-+ ]{0,200}");
  private static final int MOST_DETAILS = 32;

  /**
   * Checks that nothing but codes and ids gets in.
   *
   * @throws IllegalArgumentException naming the part, never its value
   */
  public AuditEvent {
    require(ACTION, action, "action");
    if (subject != null) {
      require(VALUE, subject, "subject");
    }
    if (details.size() > MOST_DETAILS) {
      throw new IllegalArgumentException("a journal entry has at most 32 details");
    }
    SortedMap<String, String> sorted = new TreeMap<>(details);
    sorted.forEach((key, value) -> {
      require(KEY, key, "name of a detail");
      require(VALUE, value, key);
    });
    details = java.util.Collections.unmodifiableSortedMap(sorted);
  }

  /**
   * An event with its details as key, value, key, value.
   *
   * @param subject an id; its text is kept
   */
  public static AuditEvent of(
      String action, @Nullable CaseId caseId, @Nullable Object subject, String... keyValues) {
    if (keyValues.length % 2 != 0) {
      throw new IllegalArgumentException("details come in pairs");
    }
    Map<String, String> details = new TreeMap<>();
    for (int i = 0; i < keyValues.length; i += 2) {
      details.put(keyValues[i], keyValues[i + 1]);
    }
    return new AuditEvent(action, caseId, subject == null ? null : subject.toString(), details);
  }

  private static void require(Pattern allowed, String value, String what) {
    if (!allowed.matcher(value).matches()) {
      throw new IllegalArgumentException("the journal takes codes and ids only: " + what);
    }
  }
}
