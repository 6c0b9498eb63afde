package org.uputnica.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.AuthenticationFailedException;
import java.net.ConnectException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;

/** A token with an unknown key is bad only when the keys could be asked for. */
class SigningKeysTest {
  private static final Throwable UNKNOWN_KEY =
      new AuthenticationFailedException(new UnresolvableKeyException("kid"));
  private static final Throwable AWAY = new AuthenticationFailedException(new ConnectException());
  private static final Throwable EXPIRED = new AuthenticationFailedException();

  private Instant now = Instant.parse("2026-11-26T03:00:00Z");
  private final InstantSource source = () -> now;
  private final SigningKeys keys = new SigningKeys(source.withZone(ZoneOffset.UTC));

  @Test
  void anUnknownKeyIsBadWhileTheKeysCanBeFetched() {
    assertThat(keys.areAway(UNKNOWN_KEY)).isFalse();
  }

  @Test
  void anUnknownKeyIsOpenUntilTheKeysMayBeAskedForAgain() {
    assertThat(keys.areAway(AWAY)).isTrue();
    assertThat(keys.areAway(UNKNOWN_KEY)).isTrue();
    assertThat(keys.areAway(EXPIRED)).isFalse();
    now = now.plus(SigningKeys.REFRESH);
    assertThat(keys.areAway(UNKNOWN_KEY)).isFalse();
  }
}
