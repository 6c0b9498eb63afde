package org.uputnica.inbox.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Signed as Standard Webhooks has it; the example is the one of its libraries. */
class WebhookSecretTest {
  private static final WebhookSecret SECRET =
      new WebhookSecret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

  @Test
  void signsAsTheStandardDoes() {
    assertThat(
            SECRET.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void isShownAsTheStandardWritesIt() {
    assertThat(SECRET.shown()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(SECRET).hasToString("WebhookSecret[redacted]");
  }
}
