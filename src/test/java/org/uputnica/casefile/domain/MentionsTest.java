package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.ItemCategory.BIRTH;
import static org.uputnica.consent.domain.ItemCategory.CONTACT;
import static org.uputnica.consent.domain.ItemCategory.DOCUMENT;
import static org.uputnica.consent.domain.ItemCategory.NAME;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.consent.domain.ItemCategory;

/** What is given away without thinking is found; an ordinary sentence is not. */
class MentionsTest {
  private static final IdentityItems HER =
      IdentityItems.of(
          Map.of(
              IdentityField.NAME, "Љиљана Измишљена",
              IdentityField.ALIAS, "Lily Bo",
              IdentityField.PHONE, "+38267123456",
              IdentityField.BIRTH_DATE, "1998-04-07",
              IdentityField.DOCUMENT_NUMBER, "QX 12-345",
              IdentityField.HEALTH, "asthma"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ljiljana can climb stairs. | NAME",
        "LJILJANA! | NAME",
        "Her name (izmišljena) is known there | NAME",
        "We call her Lily | NAME",
        "ring +382 67 123 456 | CONTACT",
        "ring 067/123-456 after six | CONTACT",
        "٠٦٧١٢٣٤٥٦ | CONTACT",
        "her card is qx12345 | DOCUMENT",
        "КХ 12345 is none of hers, QX-12345 is | DOCUMENT",
        "born on 7.4.1998 | BIRTH",
        "born on 07. 04. 1998. | BIRTH",
        "1998-04-07 | BIRTH"
      })
  void isFound(String text, ItemCategory category) {
    assertThat(Mentions.of(HER, text)).containsExactly(category);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "She can climb stairs, and has a child of four with her.",
        "She takes her own medicine twice a day; a woman should be there.",
        "The bus leaves at 7.40; line 4, 1998 metres from here",
        "Ask for the duty at +382 20 000 006",
        "bo",
        "She speaks Dari and a little English",
        "07.05.1998",
        "12345"
      })
  void isNot(String text) {
    assertThat(Mentions.of(HER, text)).isEmpty();
  }

  @Test
  void everythingThatIsSaidIsNamed() {
    assertThat(Mentions.of(HER, "Ljiljana, 7/4/1998, QX12345, 067 123 456"))
        .containsExactlyInAnyOrder(NAME, BIRTH, DOCUMENT, CONTACT);
    assertThat(Mentions.of(IdentityItems.none(), "Ljiljana, 7/4/1998")).isEmpty();
    assertThat(Mentions.FOUND).isEqualTo(Set.of(NAME, BIRTH, DOCUMENT, CONTACT));
  }
}
