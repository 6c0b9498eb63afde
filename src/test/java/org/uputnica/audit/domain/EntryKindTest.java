package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryKindTest {
  @ParameterizedTest
  @CsvSource({
    "case-registered, DONE, CHANGE",
    "identity-read, DONE, READ",
    "needs-shown, DONE, READ",
    "file-downloaded, DONE, READ",
    "person-searched, DONE, READ",
    "person-found, DONE, READ",
    "seal-broken, DONE, ALARM",
    "disclosure-permitted, DONE, READ",
    "exception-permitted, DONE, CHANGE",
    "read, DONE, CHANGE",
    "identity-exported, DONE, EXPORT",
    "identity-copy-exported, DONE, EXPORT",
    "worklist-exported, DONE, EXPORT",
    "message-queued, DONE, EXPORT",
    "message-sent, DONE, EXPORT",
    "disclosure-denied, DONE, REFUSAL",
    "request-refused, REFUSED, REFUSAL",
    "identity-read, REFUSED, REFUSAL",
    "break-glass-opened, DONE, BREAK_GLASS",
    "break-glass-read, DONE, BREAK_GLASS",
    "alarm-bulk-reading, DONE, ALARM"
  })
  void theKindFollowsFromActionAndOutcome(String action, String outcome, EntryKind kind) {
    assertThat(
            EntryKind.of(
                new EntryContent(
                    Instant.EPOCH,
                    "ME",
                    Journals.ORGANIZATION,
                    "a",
                    List.of(),
                    action,
                    outcome,
                    null,
                    null,
                    List.of())))
        .isEqualTo(kind);
  }
}
