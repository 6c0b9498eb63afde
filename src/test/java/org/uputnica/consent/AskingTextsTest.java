package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.platform.text.Texts;

class AskingTextsTest {
  @Test
  void everyQuestionIsAskedExplainedAndLimitedInTime() {
    Set<String> questions =
        Stream.of(ConsentScope.values())
            .flatMap(scope -> Stream.of(".ask", ".why", ".long").map(scope.code()::concat))
            .collect(Collectors.toSet());
    assertThat(
            Texts.keys("asking", Locale.ENGLISH).stream()
                .filter(key -> key.startsWith("CS-"))
                .collect(Collectors.toSet()))
        .isEqualTo(questions);
  }
}
