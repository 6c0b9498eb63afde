package org.uputnica.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TotpTest {
  @Test
  void aCodeLastsHalfAMinute() {
    Instant at = Instant.ofEpochSecond(1_795_735_530);
    assertThat(Totp.at(at)).isEqualTo(Totp.at(at.plusSeconds(29))).matches("[0-9]{6}");
    assertThat(Totp.at(at)).isNotEqualTo(Totp.at(at.plusSeconds(30)));
  }

  @Test
  void itIsThatOfTheStandard() {
    assertThat(Totp.at(Instant.ofEpochSecond(1_795_735_530))).isEqualTo("146833");
  }
}
