package org.uputnica.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
