package org.uputnica.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

class CursorTest {
  @Test
  void aCursorReadsBackForItsOwnListOnly() {
    Cursor cursor = new Cursor("cases", List.of("2026-03-02T02:10:00Z", "7"));
    assertThat(Cursor.read("cases", 2, cursor.print())).isEqualTo(cursor);
    assertRefused(() -> Cursor.read("referrals", 2, cursor.print()));
    assertRefused(() -> Cursor.read("cases", 1, cursor.print()));
    assertRefused(() -> Cursor.read("cases", 2, "not a cursor!"));
  }

  @Test
  void aKeyThatDoesNotParseIsAForeignCursor() {
    Cursor cursor = new Cursor("cases", List.of("x"));
    assertRefused(() -> cursor.part(0, Integer::valueOf));
  }

  @Test
  void aPageKnowsWhetherThereIsMore() {
    List<Integer> found = IntStream.range(0, 4).boxed().toList();
    Page<Integer> first = Page.of("numbers", found, 3, it -> List.of(it.toString()));
    assertThat(first.entries()).containsExactly(0, 1, 2);
    assertThat(Cursor.read("numbers", 1, first.next()))
        .isEqualTo(new Cursor("numbers", List.of("2")));
    assertThat(Page.of("numbers", found, 4, it -> List.of(it.toString())).next()).isNull();
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            it -> assertThat(it.refusal().type()).isEqualTo(ProblemType.INVALID_CURSOR));
  }
}
