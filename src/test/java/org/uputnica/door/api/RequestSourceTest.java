package org.uputnica.door.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSourceTest {
  @Test
  void whatTheLastProxyWroteCounts() {
    assertThat(RequestSource.written(List.of("192.0.2.9", "192.0.2.8, 192.0.2.7")))
        .contains("192.0.2.7");
    assertThat(RequestSource.written(List.of("192.0.2.9"))).contains("192.0.2.9");
    assertThat(RequestSource.written(List.of())).isEmpty();
    assertThat(RequestSource.written(List.of("192.0.2.9", " "))).isEmpty();
    assertThat(RequestSource.written(List.of("9".repeat(65)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff",
    "2001:db8:0:1::1, [2001:db8:0:1::2]:443",
    "2001:db8:0:1::1, [2001:db8:0:1::3]",
    "192.0.2.1,       192.0.2.1:40000",
    "192.0.2.1,       ::ffff:192.0.2.1"
  })
  void oneSubscriberIsOneSource(String one, String other) {
    assertThat(RequestSource.network(one)).isEqualTo(RequestSource.network(other));
  }

  @ParameterizedTest
  @CsvSource({"2001:db8:0:1::1, 2001:db8:0:2::1", "192.0.2.1, 192.0.2.2"})
  void twoSubscribersAreTwo(String one, String other) {
    assertThat(RequestSource.network(one)).isNotEqualTo(RequestSource.network(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "_hidden", "proxy.invalid"})
  void whatIsNoAddressCountsAsItStands(String name) {
    assertThat(RequestSource.network(name)).isEqualTo(name);
  }
}
