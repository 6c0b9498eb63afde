package org.uputnica.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/** When a place has come free for who waits. */
class ListedTest {
  private static final Instant LISTED = Instant.parse("2026-03-02T10:00:00Z");

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
    assertThat(listed(needs, then).hasPlace(List.of(places), spoken)).isEqualTo(free);
    assertThat(listed(needs, then).hasPlace(List.of(), spoken)).isFalse();
  }

  private static Listed listed(int places, int freeThen) {
    return new Listed(
        new TrackId(Ids.random()),
        new CaseId(Ids.random()),
        new CountryCode("ME"),
        new OrganizationId(Ids.random()),
        new ServiceId(Ids.random()),
        Priority.URGENT,
        LISTED,
        places,
        LISTED,
        freeThen,
        null);
  }
}
