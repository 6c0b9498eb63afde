package org.uputnica.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.WantedPlaces;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/** When a place has come free for who waits. */
class ListedTest {
  private static final Instant LISTED = Instant.parse("2026-03-02T10:00:00Z");
  private static final WantedPlaces HERS =
      new WantedPlaces(3, Map.of("bed-man", 0, "family-room", 1));

  // needs | free when listed | free now | said again | spoken for | comes free
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 0 | 1 | false | 0 | true
          1 | 0 | 0 | true  | 0 | false
          1 | 2 | 2 | false | 0 | false
          1 | 2 | 2 | true  | 0 | true
          1 | 2 | 3 | false | 0 | true
          2 | 0 | 1 | true  | 0 | false
          2 | 0 | 2 | true  | 0 | true
          1 | 0 | 1 | true  | 1 | false
          1 | 0 | 2 | true  | 1 | true
          """)
  void aPlaceComesFree(int needs, int then, int now, boolean anew, int spoken, boolean free) {
    Instant said = anew ? LISTED.plusSeconds(60) : LISTED.minusSeconds(60);
    FreePlaces places = new FreePlaces(Ids.random(), "bed", now, null, said, 1);
    WantedPlaces wanted = WantedPlaces.forPersons(needs);
    List<WantedPlaces> others = spoken == 0 ? List.of() : List.of(WantedPlaces.forPersons(spoken));
    Listed listed = listed(Map.of("bed", then));
    assertThat(listed.hasPlace(List.of(places), wanted, others)).isEqualTo(free);
    assertThat(listed.hasPlace(List.of(), wanted, others)).isFalse();
  }

  // a woman with two children: of a house with beds for men, beds for women and family rooms
  // men | women | rooms | asked for | comes free
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          9 | 0 | 0 |       | false
          9 | 2 | 0 |       | false
          0 | 3 | 0 |       | true
          0 | 0 | 1 |       | true
          0 | 0 | 1 | man   | true
          0 | 0 | 1 | woman | true
          0 | 3 | 0 | woman | false
          0 | 4 | 0 | woman | true
          0 | 3 | 0 | man   | true
          """)
  void aPlaceComesFreeInAUnitThatIsForHer(
      int men, int women, int rooms, @Nullable String asked, boolean free) {
    Map<String, WantedPlaces> others =
        Map.of(
            "man", new WantedPlaces(1, Map.of("bed-woman", 0, "family-room", 0)),
            "woman", new WantedPlaces(1, Map.of("bed-man", 0, "family-room", 0)));
    List<FreePlaces> now =
        List.of(free("bed-man", men), free("bed-woman", women), free("family-room", rooms));
    List<WantedPlaces> spoken = asked == null ? List.of() : List.of(others.get(asked));
    assertThat(listed(Map.of()).hasPlace(now, HERS, spoken)).isEqualTo(free);
  }

  private static FreePlaces free(String unit, int available) {
    return new FreePlaces(Ids.random(), unit, available, null, LISTED.minusSeconds(60), 1);
  }

  // a family room and beds for women of one house: each comes free at its own time
  // rooms then | beds then | rooms now | beds now | comes free
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4 | 0 | 4 | 0 | false
          4 | 0 | 4 | 3 | true
          4 | 0 | 5 | 0 | true
          4 | 0 | 2 | 2 | false
          0 | 3 | 0 | 3 | false
          0 | 3 | 1 | 0 | true
          """)
  void eachUnitComesFreeByItself(
      int roomsThen, int bedsThen, int roomsNow, int bedsNow, boolean free) {
    Listed listed = listed(Map.of("family-room", roomsThen, "bed-woman", bedsThen));
    assertThat(
            listed.hasPlace(
                List.of(free("family-room", roomsNow), free("bed-woman", bedsNow)),
                HERS,
                List.of()))
        .isEqualTo(free);
  }

  private static Listed listed(Map<String, Integer> freeThen) {
    return new Listed(
        new TrackId(Ids.random()),
        new CaseId(Ids.random()),
        new CountryCode("ME"),
        new OrganizationId(Ids.random()),
        new ServiceId(Ids.random()),
        Priority.URGENT,
        LISTED,
        LISTED,
        freeThen,
        null);
  }
}
