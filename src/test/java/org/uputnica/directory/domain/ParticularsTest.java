package org.uputnica.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.ServiceId;

/** What is said about a need beyond what the case knows. */
class ParticularsTest {
  private final Offers house = new Offers();

  private static Particulars said(
      Set<String> accessibility,
      @Nullable String status,
      @Nullable Set<String> risks,
      @Nullable Integer stay) {
    return new Particulars(
        accessibility, status, risks, stay, List.of(), null, Set.of(), List.of());
  }

  private static Particulars places(
      @Nullable List<String> avoid, @Nullable String near, List<String> wished) {
    return new Particulars(Set.of(), null, null, null, avoid, near, Set.of(), wished);
  }

  private static IntakeTerms terms(
      List<Schedule> hours,
      boolean onCall,
      @Nullable Set<String> accessibility,
      @Nullable Integer stay) {
    return new IntakeTerms(hours, onCall, accessibility, stay, null, null, null);
  }

  private static Matches match(Particulars said, ServiceOffer... offers) {
    return Matching.match(Offers.woman().with(said), List.of(offers), Offers.NOW);
  }

  private static List<String> unknown(Matches matches) {
    return matches.candidates().getFirst().unknown().stream().map(Reason::text).toList();
  }

  private static List<String> reasons(Matches matches) {
    return matches.candidates().getFirst().reasons().stream().map(Reason::text).toList();
  }

  private static List<String> against(Matches matches) {
    return matches.excluded().getFirst().reasons().stream().map(Reason::text).toList();
  }

  @Test
  void whatSheNeedsMustBeAmongWhatIsOffered() {
    Particulars wheels = said(Set.of("WHEELCHAIR"), null, Set.of(), null);
    assertThat(unknown(match(wheels, house.offer()))).containsExactly("accessibility.ask");
    house.intake = terms(List.of(), false, Set.of("WHEELCHAIR", "SIGHT"), null);
    assertThat(reasons(match(wheels, house.offer()))).contains("accessibility.fits");
    house.intake = terms(List.of(), false, Set.of(), null);
    assertThat(against(match(wheels, house.offer()))).containsExactly("accessibility.not-met");
    assertThat(match(Particulars.NONE, house.offer()).excluded()).isEmpty();
  }

  @Test
  void legalStatusAndRisksAreJudgedOnceTheyAreSaid() {
    house.statuses = Set.of("NATIONAL", "REFLECTION_STAY");
    house.exclusions = Set.of("SERIOUS_VIOLENCE");
    assertThat(unknown(match(Particulars.NONE, house.offer())))
        .containsExactly("legal-status.ask", "exclusions.ask");
    assertThat(reasons(match(said(Set.of(), "NATIONAL", Set.of(), null), house.offer())))
        .contains("legal-status.fits", "exclusions.none");
    assertThat(
            against(
                match(
                    said(Set.of(), "NO_STATUS", Set.of("SERIOUS_VIOLENCE"), null), house.offer())))
        .containsExactly("legal-status.not-accepted", "exclusions.cannot-meet");
  }

  @Test
  void aPlaceToSleepTakesHerNowOrAfterACall() {
    List<Schedule> nights =
        List.of(Schedule.weekly(List.of("MO"), LocalTime.of(20, 0), LocalTime.of(23, 0)));
    house.intake = terms(nights, false, null, null);
    Matches closed = match(Particulars.NONE, house.offer());
    assertThat(closed.excluded().getFirst().reasons())
        .containsExactly(Reason.of("TIM", "hours.closed", "2026-03-02 20:00"));
    house.intake = terms(nights, true, null, null);
    assertThat(reasons(match(Particulars.NONE, house.offer()))).contains("hours.on-call");
    house.intake =
        terms(
            List.of(Schedule.weekly(List.of("MO"), LocalTime.of(11, 0), LocalTime.of(12, 0))),
            false,
            null,
            null);
    assertThat(reasons(match(Particulars.NONE, house.offer()))).contains("hours.open");
  }

  @Test
  void whatIsNoPlaceToSleepMayWaitUntilItOpens() {
    house.types = Set.of("LEG-AID");
    house.intake =
        terms(
            List.of(Schedule.weekly(List.of("TU"), LocalTime.of(8, 0), LocalTime.of(9, 0))),
            false,
            null,
            null);
    PlacementNeed need =
        new PlacementNeed("ADULT", 27, "WOMAN", "prs", "YES", 0, "LOW", null, Offers.ME, "LEG-AID");
    Matches found = Matching.match(need, List.of(house.offer()), Offers.NOW);
    assertThat(unknown(found)).containsExactly("hours.closed");
  }

  @Test
  void aHouseThatAnswersKnowsItsPlacesAndHoursBetter() {
    house.intake =
        terms(
            List.of(Schedule.weekly(List.of("TU"), LocalTime.of(8, 0), LocalTime.of(9, 0))),
            false,
            null,
            null);
    house.places = List.of(Offers.places(0, Offers.NOW));
    assertThat(match(Particulars.NONE, house.offer().asItAnswers()).excluded()).isEmpty();
  }

  @Test
  void aStayThatIsTooShortIsSaidAndExcludesNobody() {
    Particulars long90 = said(Set.of(), null, null, 90);
    assertThat(unknown(match(long90, house.offer()))).containsExactly("stay.ask");
    house.intake = terms(List.of(), false, null, 90);
    assertThat(reasons(match(long90, house.offer()))).contains("stay.fits");
    house.intake = terms(List.of(), false, null, 30);
    assertThat(unknown(match(long90, house.offer()))).containsExactly("stay.too-short");
  }

  @Test
  void whereSheWasExploitedIsAvoidedUnlessSheWishesIt() {
    assertThat(against(match(places(List.of("ME-12"), null, List.of()), house.offer())))
        .containsExactly("area.to-avoid");
    assertThat(reasons(match(places(List.of("ME-12"), null, List.of("ME-12")), house.offer())))
        .contains("area.wished", "wish.area");
    assertThat(unknown(match(places(null, null, List.of()), house.offer())))
        .containsExactly("area.ask");
    assertThat(unknown(match(places(List.of("ME-12-SELO"), null, List.of()), house.offer())))
        .containsExactly("area.not-known");
  }

  @Test
  void freePlacesThenHerWishThenTheDistance() {
    house.area = "ME-12-B";
    house.name = "Near";
    ServiceOffer near = house.offer();
    house.area = "ME-12-C";
    house.name = "In the region";
    ServiceOffer region = house.offer();
    house.area = "ME-02";
    house.name = "Far and wished";
    ServiceOffer far = house.offer();
    house.name = "Far";
    ServiceOffer other = house.offer();
    house.area = "ME-12-B";
    house.name = "Near and full for all that is known";
    house.places = List.of();
    ServiceOffer notKnown = house.offer();
    var said =
        new Particulars(
            Set.of(), null, null, null, List.of(), "ME-12-B", Set.of(far.id()), List.of());
    assertThat(match(said, other, notKnown, region, far, near).candidates())
        .extracting(it -> it.offer().name())
        .containsExactly(
            "Far and wished",
            "Near",
            "In the region",
            "Far",
            "Near and full for all that is known");
  }

  @Test
  void thoseKeptOutAreCountedByTheRule() {
    ServiceOffer[] full = new ServiceOffer[Matching.EXCLUDED_AT_MOST + 5];
    house.places = List.of(Offers.places(0, Offers.NOW));
    for (int i = 0; i < full.length; i++) {
      house.cost = i < 3;
      full[i] = house.offer();
    }
    Matches found = match(Particulars.NONE, full);
    assertThat(found.excluded()).hasSize(Matching.EXCLUDED_AT_MOST);
    assertThat(found.excludedByRule()).containsOnlyKeys("CAP", "COS");
    assertThat(found.excludedByRule()).containsEntry("CAP", full.length).containsEntry("COS", 3);
  }

  @Test
  void aWishForAServiceIsNoWishForItsNeighbours() {
    var said =
        new Particulars(
            Set.of(),
            null,
            null,
            null,
            List.of("ME-12"),
            null,
            Set.of(new ServiceId(new java.util.UUID(9, 9))),
            List.of());
    assertThat(against(match(said, house.offer()))).containsExactly("area.to-avoid");
  }
}
