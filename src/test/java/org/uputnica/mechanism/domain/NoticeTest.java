package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.domain.Notice.About;

/** Where somebody is to reach the person, how it is safe comes first. */
class NoticeTest {
  @Test
  void whatCannotBeDoneWithoutReachingHerSaysSo() {
    assertThat(Arrays.stream(About.values()).filter(About::reachesHer))
        .containsExactlyInAnyOrder(
            About.CONSIDER_MISSING,
            About.OFFER_SCREENING,
            About.RECONSIDER_SOLUTION,
            About.PERSON_UNTOLD,
            About.PERSON_WROTE,
            About.CONTACT_WISHED,
            About.COPY_WISHED,
            About.NUMBER_ENDED);
  }
}
