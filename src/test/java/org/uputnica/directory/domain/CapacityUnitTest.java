package org.uputnica.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.directory.domain.FreePlaces.Said;
import org.uputnica.directory.domain.FreePlaces.Word;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/** For whom a place of a unit is, and what is asked of a house about its numbers. */
class CapacityUnitTest {
  private static final Instant NOW = Instant.parse("2026-11-27T22:00:00Z");

  private static PlacementNeed need(String age, String sex, int children) {
    return new PlacementNeed(
        age, null, sex, "en", "NO", children, "LOW", null, new CountryCode("ME"), "ACC-SHL");
  }

  private static FreePlaces said(String unit, int available, Instant at, @Nullable String toldBy) {
    Said by = new Said(toldBy == null ? Word.OWN : Word.TELEPHONE, null, null, toldBy);
    return new FreePlaces(
        new UUID(0, 1), unit, available, 0, 12, at, at.plus(Duration.ofHours(24)), by, 0);
  }

  @Test
  void theListAndTheRuleHaveTheSameCodes() {
    assertThat(Arrays.stream(CapacityUnit.values()).map(CapacityUnit::code))
        .containsExactlyElementsOf(new CodeLists().get("capacity-units").codes());
  }

  @ParameterizedTest
  @CsvSource({
    "ADULT, WOMAN, 0, bed, 1", "ADULT, WOMAN, 2, bed, 3", "ADULT, WOMAN, 2, bed-woman, 3",
    "ADULT, MAN, 0, bed-woman, 0", "ADULT, MAN, 0, bed-man, 1", "ADULT, OTHER, 0, bed-man, 0",
    "ADULT, WOMAN, 0, bed-child, 0", "CHILD, WOMAN, 0, bed-child, 1",
        "CHILD, WOMAN, 0, bed-woman, 0",
    "UNKNOWN, MAN, 0, bed-man, 0", "ADULT, WOMAN, 0, family-room, 0",
        "ADULT, WOMAN, 3, family-room, 1",
    "ADULT, OTHER, 0, flat, 1", "ADULT, WOMAN, 3, flat, 1", "ADULT, MAN, 1, bed-tonight, 2",
    "ADULT, WOMAN, 1, cot, 2",
  })
  void aUnitIsForSomeAndRoomsAreTakenWhole(
      String age, String sex, int children, String unit, int wanted) {
    WantedPlaces places = WantedPlaces.of(need(age, sex, children));
    assertThat(places.areOf(unit)).isEqualTo(wanted > 0);
    assertThat(places.fitIn(said(unit, wanted, NOW, null))).isEqualTo(wanted > 0);
    assertThat(places.fitIn(said(unit, wanted - 1, NOW, null))).isFalse();
    assertThat(places.fitIn(said(unit, 10, NOW, null))).isEqualTo(wanted > 0);
  }

  @Test
  void aHouseIsAskedForWhatIsOldAndThenForWhatWasOnlyTold() {
    FreePlaces own = said("bed", 1, NOW.minus(Duration.ofHours(24)), null);
    FreePlaces old = said("bed", 1, NOW.minus(Duration.ofHours(24)).minusNanos(1), null);
    FreePlaces told = said("bed", 1, NOW, "ON_DUTY");
    assertThat(CapacityAsk.of(List.of(own), NOW)).isEmpty();
    assertThat(CapacityAsk.of(List.of(), NOW)).isEmpty();
    assertThat(CapacityAsk.of(List.of(own, told), NOW)).contains(CapacityAsk.CONFIRM);
    assertThat(CapacityAsk.of(List.of(told, old), NOW)).contains(CapacityAsk.SAY);
  }

  @Test
  void whatAFileSaysIsNobodysWord() {
    FreePlaces file = new FreePlaces(new UUID(0, 1), "bed", 1, 12, NOW, 0);
    assertThat(file.said()).isEqualTo(new Said(Word.IMPORT, null, null, null));
    assertThat(file.isFresh(NOW.plus(FreePlaces.FRESH_FOR))).isTrue();
    assertThat(file.isFresh(NOW.plus(FreePlaces.FRESH_FOR).plusNanos(1))).isFalse();
  }

  @Test
  void aHoldRunsUntilItsEndAndNoLonger() {
    assertThat(hold(PlaceHold.State.HELD, NOW.plusNanos(1)).isRunning(NOW)).isTrue();
    assertThat(hold(PlaceHold.State.HELD, NOW).isRunning(NOW)).isFalse();
    assertThat(hold(PlaceHold.State.RELEASED, NOW.plusNanos(1)).isRunning(NOW)).isFalse();
    assertThat(hold(PlaceHold.State.PLACED, null).isRunning(NOW)).isFalse();
  }

  private static PlaceHold hold(PlaceHold.State state, @Nullable Instant ends) {
    UUID id = new UUID(0, 2);
    return new PlaceHold(
        id,
        new ServiceId(id),
        new OrganizationId(id),
        "bed",
        1,
        new OrganizationId(id),
        new TrackId(id),
        NOW,
        ends,
        null,
        state,
        0);
  }
}
