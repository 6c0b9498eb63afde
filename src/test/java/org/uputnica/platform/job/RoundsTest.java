package org.uputnica.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** What fails for one of many keeps no other, and the round knows of it. */
class RoundsTest {
  @Test
  void oneThatFailsKeepsNoOtherAndIsNotSilent() {
    List<Integer> done = new ArrayList<>();
    assertThatThrownBy(() ->
            Rounds.each(
                List.of(1, 2, 3),
                it -> {
                  if (it == 2) {
                    throw new IllegalStateException("away");
                  }
                  done.add(it);
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("away");
    assertThat(done).containsExactly(1, 3);
  }

  @Test
  void whereNothingFailsNothingIsThrown() {
    List<Integer> done = new ArrayList<>();
    Rounds.each(List.of(1, 2), done::add);
    assertThat(done).containsExactly(1, 2);
  }

  @Test
  void aFaultIsLeftToWhoKnowsWhatToDoAboutItAndTheRoundGoesOn() {
    List<Integer> done = new ArrayList<>();
    List<String> left = new ArrayList<>();
    Rounds.each(
        List.of(1, 2, 3),
        it -> {
          if (it == 2) {
            throw new IllegalStateException("broken");
          }
          done.add(it);
        },
        (it, failed) -> left.add(it + " " + failed.getMessage()));
    assertThat(done).containsExactly(1, 3);
    assertThat(left).containsExactly("2 broken");
  }

  @Test
  void aPartThatIsAwayKeepsNoOtherAndIsNoFault() {
    List<Integer> done = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    assertThatThrownBy(() ->
            Rounds.each(
                List.of(1, 2),
                it -> {
                  if (it == 1) {
                    throw RefusedException.of(ProblemType.UNAVAILABLE, "keys");
                  }
                  done.add(it);
                },
                (it, _) -> left.add(it)))
        .isInstanceOf(RefusedException.class);
    assertThat(done).containsExactly(2);
    assertThat(left).isEmpty();
  }

  @Test
  void whatCannotBeDoneAboutAFaultIsNotSilent() {
    List<Integer> done = new ArrayList<>();
    assertThatThrownBy(() ->
            Rounds.each(
                List.of(1, 2),
                it -> {
                  if (it == 1) {
                    throw new IllegalStateException("broken");
                  }
                  done.add(it);
                },
                (_, failed) -> {
                  throw failed;
                }))
        .hasMessage("broken");
    assertThat(done).containsExactly(2);
  }
}
