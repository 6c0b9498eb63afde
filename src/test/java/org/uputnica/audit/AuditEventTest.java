package org.uputnica.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.id.CaseId;

class AuditEventTest {
  private static final CaseId CASE =
      new CaseId(UUID.fromString("5b0e7a44-9a1f-4f6c-8a53-2d9d0e6c7f10"));

  @Test
  void detailsComeInPairsAndAreSorted() {
    AuditEvent event = AuditEvent.of("step-taken", CASE, CASE, "to", "RF-SENT", "from", "RF-CNS");
    assertThat(event.details())
        .containsExactly(Map.entry("from", "RF-CNS"), Map.entry("to", "RF-SENT"));
    assertThat(event.subject()).isEqualTo(CASE.toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditEvent.of("step-taken", CASE, null, "to"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Đurđa", "Ема", "a\nb", "<b>", "a=b", "\"x\"", "(069)", "a\u0000b", "ë"})
  void nothingButCodesAndIdsIsTaken(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditEvent.of("step-taken", CASE, null, "note", value))
        .withMessage("the journal takes codes and ids only: note");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditEvent.of("step-taken", CASE, value))
        .withMessage("the journal takes codes and ids only: subject");
  }

  @Test
  void nothingLongIsTaken() {
    assertThat(AuditEvent.of("a", null, null, "k", "x".repeat(200)).details()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditEvent.of("a", null, null, "k", "x".repeat(201)));
    Map<String, String> many =
        IntStream.range(0, 33).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    assertThatIllegalArgumentException().isThrownBy(() -> new AuditEvent("a", null, null, many));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Step", "step taken", "-step", "step_taken"})
  void theActionIsKebabCase(String action) {
    assertThatIllegalArgumentException().isThrownBy(() -> AuditEvent.of(action, CASE, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a b", "a=b"})
  void theNameOfADetailIsAWord(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> AuditEvent.of("a", CASE, null, key, "v"));
  }
}
