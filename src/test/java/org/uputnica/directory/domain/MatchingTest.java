package org.uputnica.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.directory.domain.Offers.NOW;
import static org.uputnica.directory.domain.Offers.need;
import static org.uputnica.directory.domain.Offers.places;
import static org.uputnica.directory.domain.Offers.woman;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.id.CountryCode;

class MatchingTest {
  private static final Instant YESTERDAY = NOW.minus(Duration.ofHours(24));

  private static Matches match(PlacementNeed need, Consumer<Offers> change) {
    Offers offers = new Offers();
    change.accept(offers);
    return Matching.match(need, List.of(offers.offer()), NOW);
  }

  /**
   * What became of the one offer: {@code FREE}, {@code FREE?AGE}, {@code UNKNOWN?CAP}, {@code
   * -SEX}.
   */
  private static String outcome(PlacementNeed need, Consumer<Offers> change) {
    Matches matches = match(need, change);
    if (matches.candidates().isEmpty() && matches.excluded().isEmpty()) {
      return "absent";
    }
    if (matches.candidates().isEmpty()) {
      return "-" + criteria(matches.excluded().getFirst().reasons());
    }
    Candidate candidate = matches.candidates().getFirst();
    String unknown = criteria(candidate.unknown());
    return candidate.freePlaces() + (unknown.isEmpty() ? "" : "?" + unknown);
  }

  private static String criteria(List<Reason> reasons) {
    return String.join(" ", reasons.stream().map(Reason::criterion).toList());
  }

  @Test
  void whatFitsInEverythingIsFreeWithAReasonForEachCriterion() {
    Candidate only = match(woman(), offer -> {}).candidates().getFirst();
    assertThat(only.freePlaces()).isEqualTo(FreePlacesState.FREE);
    assertThat(only.unknown()).isEmpty();
    assertThat(only.reasons())
        .extracting(Reason::criterion)
        .containsExactly("SEX", "AGE", "SEC", "LIC", "LAN", "CAP");
  }

  @ParameterizedTest
  @CsvSource({
    "WOMAN, WOMAN, FREE",
    "WOMAN, MAN, -SEX",
    "WOMAN, OTHER, -SEX",
    "WOMAN, NOT_SAID, FREE?SEX",
    "WOMAN;MAN;OTHER, NOT_SAID, FREE",
    "'', WOMAN, FREE?SEX",
    "WOMAN;OTHER, OTHER, FREE",
  })
  void sex(String accepted, String sex, String expected) {
    Set<String> sexes = accepted.isEmpty() ? Set.of() : Set.of(accepted.split(";"));
    assertThat(outcome(need("ADULT", 27, sex, 0, "LOW"), offer -> offer.sexes = sexes))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "18, , ADULT, 27, FREE",
    "18, , ADULT, , FREE",
    "18, 60, ADULT, , FREE?AGE",
    "18, 60, ADULT, 61, -AGE",
    "18, 60, ADULT, 60, FREE",
    "21, , ADULT, 20, -AGE",
    "21, , ADULT, 15, FREE?AGE",
    "18, , UNKNOWN, , -AGE AGE",
    "18, , UNKNOWN, 30, FREE?AGE",
    "18, , UNKNOWN, 17, -AGE AGE",
    ", , UNKNOWN, , -AGE",
    ", , UNKNOWN, 30, FREE",
    "0, 17, ADULT, , -AGE",
  })
  void age(
      @Nullable Integer from,
      @Nullable Integer to,
      String state,
      @Nullable Integer age,
      String expected) {
    assertThat(
            outcome(
                need(state, age, "WOMAN", 0, "LOW"),
                offer -> {
                  offer.minimumAge = from;
                  offer.maximumAge = to;
                }))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "LOW, LOW, FREE",
    "LOW, HIGH, FREE",
    "MEDIUM, LOW, -SEC",
    "HIGH, MEDIUM, -SEC",
    "HIGH, HIGH, FREE"
  })
  void protectionIsAtLeastWhatTheRiskAsks(String risk, String level, String expected) {
    assertThat(outcome(need("ADULT", 27, "WOMAN", 0, risk), offer -> offer.level = level))
        .isEqualTo(expected);
  }

  @Test
  void childrenWhoComeAlongAreTakenOrNot() {
    PlacementNeed mother = need("ADULT", 27, "WOMAN", 2, "LOW");
    assertThat(outcome(mother, offer -> offer.children = false)).isEqualTo("-HHC");
    assertThat(outcome(mother, offer -> {})).isEqualTo("FREE");
    assertThat(outcome(mother, offer -> offer.places = List.of(places(2, NOW)))).isEqualTo("-CAP");
  }

  @ParameterizedTest
  @CsvSource({", -LIC", "2026-03-01, -LIC", "2026-03-02, FREE", "2026-03-03, FREE"})
  void aLicenceHoldsThroughItsLastDay(@Nullable LocalDate until, String expected) {
    assertThat(outcome(woman(), offer -> offer.licensedUntil = until)).isEqualTo(expected);
  }

  @Test
  void cooperationAndCostExclude() {
    assertThat(
            outcome(
                woman(),
                offer -> {
                  offer.cooperation = true;
                  offer.cost = true;
                }))
        .isEqualTo("-COO COS");
  }

  @ParameterizedTest
  @CsvSource({
    "sr-Cyrl, sr-Latn, false, YES, FREE", "prs, en, true, YES, FREE", "prs, en, false, YES, -LAN",
    "prs, en, false, NO, FREE?LAN", "prs, en, false, UNKNOWN, FREE?LAN",
        "und, en, false, YES, FREE?LAN",
  })
  void language(String wanted, String spoken, boolean interpreter, String needed, String expected) {
    var need =
        new PlacementNeed(
            "ADULT", 27, "WOMAN", wanted, needed, 0, "LOW", null, Offers.ME, "ACC-EMG");
    assertThat(
            outcome(
                need,
                offer -> {
                  offer.languages = List.of(spoken);
                  offer.interpreter = interpreter;
                }))
        .isEqualTo(expected);
  }

  @Test
  void anOldNumberIsUnknownAndNoneIsExcluded() {
    assertThat(outcome(woman(), offer -> offer.places = List.of(places(3, YESTERDAY))))
        .isEqualTo("FREE");
    Instant older = YESTERDAY.minusNanos(1_000);
    assertThat(outcome(woman(), offer -> offer.places = List.of(places(3, older))))
        .isEqualTo("UNKNOWN?CAP");
    assertThat(outcome(woman(), offer -> offer.places = List.of(places(0, older))))
        .isEqualTo("UNKNOWN?CAP");
    assertThat(outcome(woman(), offer -> offer.places = List.of(places(0, NOW)))).isEqualTo("-CAP");
    assertThat(outcome(woman(), offer -> offer.places = List.of())).isEqualTo("UNKNOWN?CAP");
  }

  @Test
  void aServiceThatCountsNoPlacesIsNotFull() {
    var need =
        new PlacementNeed("ADULT", 27, "MAN", "en", "NO", 0, "HIGH", null, Offers.ME, "MED-EMG");
    assertThat(
            outcome(
                need,
                offer -> {
                  offer.types = Set.of("MED-EMG", "MED-GEN");
                  offer.places = List.of();
                  offer.level = "LOW";
                }))
        .isEqualTo("FREE");
  }

  @Test
  void restrictionsTheNeedSaysNothingAboutAreAskedAbout() {
    assertThat(
            outcome(
                woman(),
                offer -> {
                  offer.statuses = Set.of("NATIONAL");
                  offer.exclusions = Set.of("ACUTE-DRUG-NEED");
                }))
        .isEqualTo("FREE?NAT RIS");
  }

  @ParameterizedTest
  @CsvSource({"ME-12, -RIS", "ME, -RIS", "ME-1, FREE", "ME-12-KOM, FREE?RIS", "ME-16, FREE"})
  void theAreaToAvoidIsAvoided(String avoided, String expected) {
    var need =
        new PlacementNeed(
            "ADULT", 27, "WOMAN", "en", "NO", 0, "LOW", avoided, Offers.ME, "ACC-EMG");
    assertThat(outcome(need, offer -> {})).isEqualTo(expected);
  }

  @Test
  void otherCountriesOtherServicesAndInactiveOnesAreLeftOut() {
    var elsewhere =
        new PlacementNeed(
            "ADULT", 27, "WOMAN", "en", "NO", 0, "LOW", null, new CountryCode("AL"), "ACC-EMG");
    assertThat(outcome(elsewhere, offer -> {})).isEqualTo("absent");
    assertThat(outcome(woman(), offer -> offer.types = Set.of("PSY"))).isEqualTo("absent");
    assertThat(outcome(woman(), offer -> offer.active = false)).isEqualTo("absent");
  }

  @Test
  void atHighRiskGuardedPlacesAreLookedThroughToo() {
    PlacementNeed atRisk = need("ADULT", 27, "WOMAN", 0, "HIGH");
    assertThat(outcome(atRisk, offer -> offer.types = Set.of("ACC-SEC"))).isEqualTo("FREE");
    assertThat(outcome(woman(), offer -> offer.types = Set.of("ACC-SEC"))).isEqualTo("absent");
  }

  @Test
  void freeBeforeUnknownThenFewerQuestionsThenNameAndAtMostFive() {
    List<ServiceOffer> offers = new ArrayList<>();
    offers.add(named("E unknown", offer -> offer.places = List.of()));
    offers.add(named("D free", offer -> offer.statuses = Set.of("NATIONAL")));
    offers.add(named("C free", offer -> {}));
    offers.add(named("B free", offer -> {}));
    offers.add(named("F unknown", offer -> offer.places = List.of()));
    offers.add(named("G unknown", offer -> offer.places = List.of()));
    offers.add(named("A full", offer -> offer.places = List.of(places(0, NOW))));
    Matches matches = Matching.match(woman(), offers, NOW);
    assertThat(matches.candidates())
        .extracting(candidate -> candidate.offer().name())
        .containsExactly("B free", "C free", "D free", "E unknown", "F unknown");
    assertThat(matches.excluded())
        .extracting(excluded -> excluded.offer().name())
        .containsExactly("A full");
  }

  private static ServiceOffer named(String name, Consumer<Offers> change) {
    Offers offers = new Offers();
    offers.name = name;
    change.accept(offers);
    return offers.offer();
  }
}
