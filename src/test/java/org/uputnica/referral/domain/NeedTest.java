package org.uputnica.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.referral.domain.Siblings.Sibling;

/** Which requests are for the same need, and how many may be asked at once. */
class NeedTest {
  private static final OrganizationId HOUSE = new OrganizationId(Ids.random());
  private static final OrganizationId OTHER = new OrganizationId(Ids.random());

  @Test
  void aNeedIsWhatWasAskedForAndTheHouseGives() {
    assertThat(Need.of(List.of("ACC-EMG", "MED-GEN"), Set.of("ACC-EMG", "PSY")).codes())
        .containsExactly("ACC-EMG");
  }

  @Test
  void whereNothingWasNamedItIsWhateverTheHouseGives() {
    assertThat(Need.of(List.of(), Set.of("ACC-EMG", "PSY")).codes())
        .containsExactlyInAnyOrder("ACC-EMG", "PSY");
    assertThat(Need.of(List.of("RET"), Set.of("PSY")).codes()).containsExactly("PSY");
  }

  /** A house that also gives what another was asked for is not asked for that. */
  @Test
  void aBedAndATalkInTheSameHouseAreTwoNeeds() {
    Need bed = Need.of(List.of("ACC-EMG"), Set.of("ACC-EMG", "PSY"));
    Need talk = Need.of(List.of("PSY"), Set.of("ACC-EMG", "PSY"));
    assertThat(bed.isSameAs(talk)).isFalse();
    assertThat(bed.isSameAs(Need.of(List.of(), Set.of("ACC-EMG")))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RF-SENT RF-ACK RF-INFO         | true
          RF-SENT RF-COND RF-COND        | true
          RF-SENT RF-ACK                 | false
          RF-SENT RF-ACK RF-WAIT         | false
          RF-SENT RF-ACK RF-DEC RF-EXP   | false
          RF-SENT RF-ACK RF-DRF RF-CNS   | false
          """)
  void threeAreAskedAtOnce(String states, boolean full) {
    assertThat(siblings(states).isFull()).isEqualTo(full);
  }

  @ParameterizedTest
  @CsvSource({"RF-SENT, true", "RF-WAIT, true", "RF-COND, true", "RF-CNS, false", "RF-DEC, false"})
  void aHouseIsAskedOnce(String state, boolean asked) {
    assertThat(siblings(state).asks(HOUSE)).isEqualTo(asked);
    assertThat(siblings(state).asks(OTHER)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "RF-ACC, true",
    "RF-SERV, true",
    "RF-COND, false",
    "RF-DONE, false",
    "RF-WAIT, false"
  })
  void itIsMetOnceOneHasAccepted(String state, boolean met) {
    assertThat(siblings(state).isMet()).isEqualTo(met);
  }

  @Test
  void theYesOfOneTakesBackWhatIsOpenAndNothingElse() {
    Siblings siblings = siblings("RF-SENT RF-DEC RF-WAIT RF-CNS RF-ACC RF-COND");
    assertThat(siblings.open())
        .containsExactly(
            siblings.all().get(0).id(), siblings.all().get(2).id(), siblings.all().get(5).id());
  }

  private static Siblings siblings(String states) {
    return new Siblings(
        List.of(states.split(" ", -1)).stream()
            .map(it -> new Sibling(new TrackId(Ids.random()), HOUSE, it))
            .toList());
  }
}
