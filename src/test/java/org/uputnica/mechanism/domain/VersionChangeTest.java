package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.Procedures;
import org.uputnica.mechanism.definition.MechanismLoader;
import org.uputnica.mechanism.domain.VersionChange.Obstacle;

/** What becomes of a run when its case goes over to another version. */
class VersionChangeTest {
  private static final TrackCode OVERALL = new TrackCode("overall");
  private static final StateCode ACTIVE = new StateCode("ST-ACTIVE");
  private static final Mechanism BEFORE = Procedures.of("ME");

  private static VersionChange to(String file, String right, String other) {
    Map<String, String> texts = new TreeMap<>(Procedures.LOADER.textOf(BEFORE));
    texts.computeIfPresent(file, (_, text) -> text.replace(right, other));
    Mechanism after = Objects.requireNonNull(MechanismLoader.ofTexts(texts).countries().get("ME"));
    assertThat(after.version()).isNotEqualTo(BEFORE.version());
    return new VersionChange(BEFORE, after);
  }

  private static TrackSnapshot in(StateCode state) {
    return TrackSnapshot.of(OVERALL, state);
  }

  @Test
  void aStateThatIsGoneHoldsTheCase() {
    VersionChange change =
        new VersionChange(
            BEFORE,
            new Mechanism(
                "ME",
                "other",
                List.of(),
                BEFORE.clocks(),
                BEFORE.reckoning(),
                List.of(),
                new Mechanism.Recorders(List.of(), List.of(), List.of())));
    assertThat(change.obstacles(in(ACTIVE)))
        .containsExactly(new Obstacle(Obstacle.What.TRACK_GONE, "overall"));
    assertThat(new VersionChange(BEFORE, BEFORE).obstacles(in(new StateCode("ST-NOWHERE"))))
        .containsExactly(new Obstacle(Obstacle.What.STATE_GONE, "ST-NOWHERE"));
    assertThat(new VersionChange(BEFORE, BEFORE).obstacles(in(ACTIVE))).isEmpty();
  }

  @Test
  void changedStepsAreTold() {
    VersionChange change =
        to("base/overall.yaml", "when: [consent-given: CS-POST], starts", "starts");
    assertThat(change.steps(OVERALL, ACTIVE).changed()).containsExactly(new StepCode("T074"));
    assertThat(change.steps(OVERALL, ACTIVE).gone()).isEmpty();
    assertThat(change.steps(OVERALL, new StateCode("ST-LOST")).isEmpty()).isTrue();
  }

  @Test
  void newStepsAndThoseThatAreGoneAreTold() {
    VersionChange change = to("base/overall.yaml", "T046", "T946"); // the notes go along
    assertThat(change.steps(OVERALL, ACTIVE).added()).containsExactly(new StepCode("T946"));
    assertThat(change.steps(OVERALL, ACTIVE).gone()).containsExactly(new StepCode("T046"));
  }

  @Test
  void aClockThatLastsLongerIsToldAndHoldsNobody() {
    VersionChange change =
        to(
            "base/clocks.yaml",
            "length: P30D,   starts-when: handover",
            "length: P31D,   starts-when: handover");
    assertThat(change.lastsOtherwise(new ClockCode("DL-MON-1"))).isTrue();
    assertThat(change.lastsOtherwise(new ClockCode("DL-MON-2"))).isFalse();
    assertThat(change.isGone(new ClockCode("DL-MON-1"))).isFalse();
  }

  @Test
  void whoIsWaitedForIsComparedToo() {
    VersionChange change =
        to(
            "base/overall.yaml",
            "label: active,                      kind: initial, waits-for: [R-CASE@owner]",
            "label: active,                      kind: initial, waits-for: [R-CASE@owner, R-SHELTER@serving]");
    assertThat(change.waitsForOthers(in(ACTIVE))).isTrue();
    assertThat(change.waitsForOthers(in(new StateCode("ST-LOST")))).isFalse();
  }
}
