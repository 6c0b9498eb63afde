package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

class IdentityItemsTest {
  private static final Map<IdentityField, String> EVERYTHING =
      Map.ofEntries(
          Map.entry(IdentityField.NAME, "Zora Kalešić"),
          Map.entry(IdentityField.ALIAS, "Zora"),
          Map.entry(IdentityField.PHONE, "+38267000001"),
          Map.entry(IdentityField.SAFE_CONTACT, "evenings, never by message"),
          Map.entry(IdentityField.BIRTH_DATE, "2001-04-30"),
          Map.entry(IdentityField.BIRTH_YEAR, "2001"),
          Map.entry(IdentityField.NATIONALITY, "MK"),
          Map.entry(IdentityField.DOCUMENT_TYPE, "passport"),
          Map.entry(IdentityField.DOCUMENT_NUMBER, "ZK0000017"),
          Map.entry(IdentityField.HEALTH, "asthma"),
          Map.entry(IdentityField.NARRATIVE, "She was promised work.\nThere was none."));

  @Test
  void nothingOfItIsEverPrinted() {
    var items = IdentityItems.of(EVERYTHING);
    assertThat(items.toString())
        .isEqualTo("IdentityItems[NAME, CONTACT, BIRTH, DOCUMENT, HEALTH, NARRATIVE][redacted]");
    EVERYTHING.values().forEach(text -> assertThat(items.toString()).doesNotContain(text));
  }

  @Test
  void itemsAndTheirTextsAreTheSame() {
    assertThat(IdentityItems.of(EVERYTHING).texts()).isEqualTo(EVERYTHING);
    assertThat(IdentityItems.none().texts()).isEmpty();
    assertThat(IdentityItems.none().isEmpty()).isTrue();
    assertThat(IdentityItems.of(EVERYTHING).isEmpty()).isFalse();
  }

  @Test
  void everyFieldBelongsToOneCategory() {
    var items = IdentityItems.of(EVERYTHING);
    int fields = 0;
    for (ItemCategory category : EnumSet.complementOf(EnumSet.of(ItemCategory.PHOTO))) {
      var only = items.only(category);
      assertThat(only.categories()).containsExactly(category);
      fields += only.texts().size();
    }
    assertThat(fields).isEqualTo(EVERYTHING.size());
    assertThat(Arrays.stream(IdentityField.values()).map(IdentityField::tag))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsSaidLaterCorrectsAndWhatIsNotSaidStays() {
    var before =
        items(IdentityField.NAME, "Zora").correctedBy(items(IdentityField.PHONE, "+1234567"));
    var after = before.correctedBy(items(IdentityField.NAME, "Zora Kalešić"));
    assertThat(after.name()).isEqualTo("Zora Kalešić");
    assertThat(after.phone()).isEqualTo("+1234567");
  }

  @Test
  void anExactDateReplacesAnEstimatedYear() {
    var after =
        items(IdentityField.BIRTH_YEAR, "1999")
            .correctedBy(items(IdentityField.BIRTH_DATE, "2001-04-30"));
    assertThat(after.birthDate()).isEqualTo(LocalDate.of(2001, 4, 30));
    assertThat(after.birthYear()).isNull();
  }

  @Test
  void aYearThatContradictsTheDateEndsIt() {
    var dated = items(IdentityField.BIRTH_DATE, "2001-04-30");
    assertThat(dated.correctedBy(items(IdentityField.BIRTH_YEAR, "1999")))
        .isEqualTo(items(IdentityField.BIRTH_YEAR, "1999"));
    assertThat(dated.correctedBy(items(IdentityField.BIRTH_YEAR, "2001")).birthDate())
        .isEqualTo(LocalDate.of(2001, 4, 30));
  }

  @Test
  void onlyWhatSaysSomethingElseContradicts() {
    var kept = IdentityItems.of(EVERYTHING);
    assertThat(kept.contradictedBy(IdentityItems.none())).isEmpty();
    assertThat(kept.contradictedBy(kept)).isEmpty();
    assertThat(kept.contradictedBy(items(IdentityField.NAME, "Mirna")))
        .containsExactly(ItemCategory.NAME);
    assertThat(kept.contradictedBy(items(IdentityField.BIRTH_YEAR, "1999")))
        .containsExactly(ItemCategory.BIRTH);
    assertThat(items(IdentityField.NAME, "Zora").contradictedBy(kept))
        .as("of what was not said before nothing is contradicted")
        .containsExactly(ItemCategory.NAME);
    assertThat(items(IdentityField.ALIAS, "Zora").contradictedBy(kept)).isEmpty();
  }

  @Test
  void aDateAndAnotherYearAtOnceAreRefused() {
    refused(
        "birthYear",
        () ->
            IdentityItems.of(
                Map.of(IdentityField.BIRTH_DATE, "2001-04-30", IdentityField.BIRTH_YEAR, "1999")));
  }

  @Test
  void theSameNameOnTwoKeyboardsIsTheSameName() {
    assertThat(items(IdentityField.NAME, "Kales\u030Cic\u0301"))
        .isEqualTo(items(IdentityField.NAME, "Kale\u0161i\u0107"));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 0x08, 0x1B, 0x7F, 0x85, 0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069, 0xD800,
        0xDFFF, 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E, 0x3164, 0x2800, 0xFE0F,
        0xFFF9, 0xFFFF, 0xE0041, '\n', '\t'
      })
  void signsThatDeceiveAreRefused(int sign) {
    refused("name", () -> items(IdentityField.NAME, "Zo" + Character.toString(sign) + "ra"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Зора", "زهرا\u200Cها", "two\nlines\tand a tab", "O\u2019Brien", "\uD83D\uDC4B"})
  void wordsOfEveryScriptAreKept(String text) {
    assertThat(items(IdentityField.NARRATIVE, text).narrative()).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(
      value = IdentityField.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"BIRTH_DATE", "BIRTH_YEAR"})
  void everyTextIsLookedAt(IdentityField field) {
    refused(field.field(), () -> items(field, "a\u202Eb"));
    refused(field.field(), () -> items(field, " \t"));
  }

  private static IdentityItems items(IdentityField field, String text) {
    return IdentityItems.of(Map.of(field, text));
  }

  private static void refused(String field, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal().type()).isEqualTo(ProblemType.INVALID_VALUE);
              assertThat(refused.refusal().errors())
                  .singleElement()
                  .satisfies(error -> assertThat(error.field()).isEqualTo(field));
            });
  }
}
