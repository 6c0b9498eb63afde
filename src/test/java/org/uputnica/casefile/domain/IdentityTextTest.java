package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Which signs a text about a person may hold, up to the edges of each range. */
class IdentityTextTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x034F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0xFE00, 0xFE08, 0xFE0F, 0xE0100, 0xE0180,
        0xE01EF, 0x0378, 0x0000, 0x000B
      })
  void whatNobodySeesIsRefusedAlsoInATextOfSeveralLines(int sign) {
    refused("holds a control character or an invisible sign", "a" + Character.toString(sign) + "b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0350, 0x1161, 0x2801, 0x3165, 0xFDFF, 0xFE10, 0x1F600, '\n', '\r', '\t'})
  void theSignsBesideThemAreKept(int sign) {
    String text = "a" + Character.toString(sign) + "b";
    assertThat(IdentityText.clean("health", text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {'\n', '\r', '\t', 0x2028, 0x2029})
  void aNameIsOfOneLine(int sign) {
    assertThatThrownBy(() -> IdentityText.line("name", "Zora" + Character.toString(sign) + "K"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            no ->
                assertThat(no.refusal().errors().getFirst().detail())
                    .isEqualTo("must be of one line"));
    assertThat(IdentityText.line("name", "Zora K")).isEqualTo("Zora K");
  }

  @Test
  void theNonJoinerIsSpellingOnlyBetweenTwoArabicLetters() {
    String joined = "زهرا\u200Cها";
    assertThat(IdentityText.line("name", joined)).isEqualTo(joined);
    assertThat(IdentityText.line("name", "ز\u200Cه")).hasSize(3);
    for (String wrong : new String[] {"\u200Cها", "زهرا\u200C", "Zora\u200Cها", "زهرا\u200CZora"}) {
      refused("holds a control character or an invisible sign", wrong);
    }
    refused("holds a control character or an invisible sign", "زهرا\u200Dها");
  }

  private static void refused(String detail, String text) {
    assertThatThrownBy(() -> IdentityText.clean("health", text))
        .isInstanceOfSatisfying(
            RefusedException.class,
            no -> {
              assertThat(no.refusal().type()).isEqualTo(ProblemType.INVALID_VALUE);
              assertThat(no.refusal().errors().getFirst().field()).isEqualTo("health");
              assertThat(no.refusal().errors().getFirst().detail()).isEqualTo(detail);
              assertThat(no).hasMessageNotContaining(text);
            });
  }
}
