package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CountryCode;

class SearchTermsTest {
  private static final CountryCode ME = new CountryCode("ME");

  @ParameterizedTest
  @CsvSource({
    "ME, 067 000 001, +38267000001",
    "ME, 067/000-001, +38267000001",
    "ME, +382 67 000 001, +38267000001",
    "ME, 00382 67 000 001, +38267000001",
    "ME, ٠٦٧٠٠٠٠٠١, +38267000001",
    "AL, 067 200 0001, +355672000001",
    "XK, 044 000 001, +38344000001",
    "RS, 064 000 0001, +381640000001",
    "MK, 070 000 001, +38970000001",
    "BA, 061 000 001, +38761000001",
    "ME, +49 151 00000001, +4915100000001"
  })
  void aPhoneNumberIsTheSameHoweverItIsWritten(String where, String written, String kept) {
    assertThat(phone(written, where)).isEqualTo(kept);
  }

  @Test
  void whatIsNoPhoneNumberIsNone() {
    assertThat(phone("evenings", "ME")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "ZK 0000017, ZK0000017",
    "zk-0000017, ZK0000017",
    "АВ 123, AB123",
    "AB ۱۲۳, AB123",
    "ＡＢ１２３, AB123",
    "A.B/1 2-3, AB123"
  })
  void aDocumentNumberIsItsLettersAndDigits(String written, String kept) {
    assertThat(terms(IdentityField.DOCUMENT_NUMBER, written).document()).isEqualTo(kept);
  }

  @Test
  void theYearComesFromTheDate() {
    assertThat(terms(IdentityField.BIRTH_DATE, "2001-04-30").birthYear()).isEqualTo(2001);
    assertThat(terms(IdentityField.BIRTH_YEAR, "2001").birthYear()).isEqualTo(2001);
  }

  @Test
  void onlyWhatMayBeSeenIsCompared() {
    SearchTerms all = terms(zora());
    assertThat(all.criteria()).containsExactlyInAnyOrder(Criterion.values());
    for (Criterion criterion : Criterion.values()) {
      assertThat(all.only(Set.of(criterion.category())).criteria()).containsExactly(criterion);
    }
    assertThat(all.only(Set.of(ItemCategory.HEALTH)).criteria()).isEmpty();
    assertThat(all.only(Set.of(ItemCategory.HEALTH)).values()).isEmpty();
  }

  @Test
  void aCountryIsAskedWithStrongValuesOnly() {
    assertThat(terms(IdentityField.NAME, "Zora Kalešić").strongValues()).isEmpty();
    assertThat(terms(IdentityField.BIRTH_YEAR, "2001").strongValues()).isEmpty();
    assertThat(terms(IdentityField.PHONE, "+38267000001").strongValues()).hasSize(1);
    assertThat(terms(IdentityField.DOCUMENT_NUMBER, "ZK0000017").strongValues()).hasSize(1);
    assertThat(
            terms(Map.of(IdentityField.NAME, "Zora", IdentityField.BIRTH_YEAR, "2001"))
                .strongValues())
        .isEmpty();
    assertThat(terms(zora()).strongValues())
        .extracting(SearchTerms.StrongValue::criteria)
        .contains(Set.of(Criterion.NAME, Criterion.BIRTH_YEAR));
  }

  @Test
  void theOrderAndScriptOfANameDoNotMatterToACountry() {
    var latin = Map.of(IdentityField.NAME, "Zora Kalešić", IdentityField.BIRTH_YEAR, "2001");
    var cyrillic =
        Map.of(IdentityField.NAME, "Калешић Зора", IdentityField.BIRTH_DATE, "2001-04-30");
    assertThat(terms(cyrillic).strongValues()).isEqualTo(terms(latin).strongValues());
  }

  @Test
  void theFitNamesEveryCriterionThatIsMet() {
    var kept = terms(zora());
    var fit =
        terms(Map.of(IdentityField.NAME, "Калешић", IdentityField.BIRTH_YEAR, "1999")).fit(kept);
    assertThat(fit.met()).containsExactly(Criterion.NAME);
    assertThat(fit.parts()).isEqualTo(1);
    assertThat(terms(zora()).fit(kept).met()).containsExactlyInAnyOrder(Criterion.values());
    assertThat(terms(zora()).fit(terms(Map.of())).met()).isEmpty();
    assertThat(terms(IdentityField.NAME, "Mirsada").fit(kept).met()).isEmpty();
  }

  /** Tokens are made of these; they change with the generation of the index only. */
  @Test
  void theValuesOfTheIndexesAreThese() {
    assertThat(terms(zora()).values())
        .containsExactly(
            "BIRTH_YEAR 2001", "DOCUMENT ZK0000017", "NAME klsc", "NAME zr", "PHONE +38267000001");
    assertThat(terms(zora()).strongValues())
        .extracting(SearchTerms.StrongValue::value)
        .containsExactly("PHONE +38267000001", "DOCUMENT ZK0000017", "NAME 2001 klsc zr");
  }

  @Test
  void whatHasNoSoundIsNoName() {
    assertThat(terms(IdentityField.NAME, "123").criteria()).isEmpty();
    assertThat(terms(IdentityField.DOCUMENT_NUMBER, "/-/").criteria()).isEmpty();
  }

  @Test
  void aNameOfOneConsonantIsTooLittleForACountry() {
    var ana = Map.of(IdentityField.NAME, "Ana Kalešić", IdentityField.BIRTH_YEAR, "2001");
    assertThat(terms(ana).strongValues()).isEmpty();
    assertThat(terms(ana).values()).contains("NAME n");
  }

  @Test
  void aVeryLongNameHasABoundedNumberOfPairs() {
    var name = "Marko Petar Zoran Dragan Milan Stefan Bojan Cemal";
    var much = Map.of(IdentityField.NAME, name, IdentityField.BIRTH_YEAR, "2001");
    assertThat(terms(much).strongValues()).hasSize(32);
  }

  @Test
  void everyPartThatFitsIsCounted() {
    assertThat(terms(zora()).fit(terms(zora())).parts()).isEqualTo(2);
    assertThat(terms(IdentityField.NAME, "Mirsada").fit(terms(zora())).parts()).isZero();
    Map<IdentityField, String> known = zora();
    known.put(IdentityField.ALIAS, "Sova");
    assertThat(terms(IdentityField.NAME, "Сова Зора").fit(terms(known)).parts()).isEqualTo(2);
  }

  @Test
  void anAliasIsAName() {
    var fit = terms(IdentityField.NAME, "Sena").fit(terms(IdentityField.ALIAS, "Сена"));
    assertThat(fit.met()).containsExactly(Criterion.NAME);
  }

  @Test
  void nothingOfItIsEverPrinted() {
    SearchTerms terms = terms(zora());
    String printed = terms + " " + terms.strongValues() + " " + terms.names();
    assertThat(printed).doesNotContain("2001", "38267", "ZK0", "zr", "kls");
    assertThat(terms).hasToString("SearchTerms[NAME, BIRTH_YEAR, PHONE, DOCUMENT][redacted]");
    assertThat(terms.strongValues().getFirst()).hasToString("StrongValue[PHONE][redacted]");
  }

  private static Map<IdentityField, String> zora() {
    Map<IdentityField, String> items = new EnumMap<>(IdentityField.class);
    items.put(IdentityField.NAME, "Zora Kalešić");
    items.put(IdentityField.BIRTH_YEAR, "2001");
    items.put(IdentityField.PHONE, "+38267000001");
    items.put(IdentityField.DOCUMENT_NUMBER, "ZK0000017");
    return items;
  }

  private static SearchTerms terms(IdentityField field, String text) {
    return terms(Map.of(field, text));
  }

  private static SearchTerms terms(Map<IdentityField, String> texts) {
    return SearchTerms.of(IdentityItems.of(texts), ME);
  }

  private static @org.jspecify.annotations.Nullable String phone(String written, String where) {
    return SearchTerms.of(
            IdentityItems.of(Map.of(IdentityField.PHONE, written)), new CountryCode(where))
        .phone();
  }
}
