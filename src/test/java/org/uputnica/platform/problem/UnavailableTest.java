package org.uputnica.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is away is told from what is wrong, however deep it is wrapped. */
class UnavailableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "08003", "53300", "57P01", "57P03", "57014", "55P03", "40P01", "40001", "25P03"
      })
  void theDatabaseIsAwayOrBusy(String state) {
    assertThat(Unavailable.is(new IllegalStateException(new SQLException("x", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42501", "22001"})
  void theDatabaseHasAnswered(String state) {
    assertThat(Unavailable.is(new IllegalStateException(new SQLException("x", state)))).isFalse();
  }

  @Test
  void thePoolHasNoStateToTell() {
    assertThat(Unavailable.is(new SQLException("Sorry, acquisition timeout!"))).isTrue();
  }

  @Test
  void whatBrokeTheCommitIsOnlySuppressed() {
    var rolledBack = new IllegalStateException("could not commit");
    rolledBack.addSuppressed(new RuntimeException(new SQLException("x", "57P01")));
    assertThat(Unavailable.is(rolledBack)).isTrue();
  }

  @Test
  void aRefusalIsNoOutageUnlessItSaysSo() {
    assertThat(Unavailable.is(RefusedException.notFound())).isFalse();
    assertThat(Unavailable.is(RefusedException.of(ProblemType.UNAVAILABLE, "keys"))).isTrue();
    assertThat(Unavailable.is(new ConnectException())).isTrue();
  }
}
