package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalFilterTest {
  @Test
  void whatIsNotNamedIsNotFiltered() {
    assertThat(filter(null, null).kinds()).containsExactlyInAnyOrder(EntryKind.values());
    assertThat(filter(null, null).outcomes()).containsExactlyInAnyOrder(Outcome.values());
    assertThat(filter(EntryKind.READ, null).kinds()).containsExactly(EntryKind.READ);
    assertThat(filter(null, Outcome.REFUSED).outcomes()).containsExactly(Outcome.REFUSED);
  }

  private static JournalFilter filter(@Nullable EntryKind kind, @Nullable Outcome outcome) {
    return new JournalFilter(null, null, null, kind, null, outcome);
  }
}
