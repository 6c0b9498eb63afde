package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.Evidence.Proof.AWAITED;
import static org.uputnica.consent.domain.Evidence.Proof.DESTROYED;
import static org.uputnica.consent.domain.Evidence.Proof.KEPT;
import static org.uputnica.consent.domain.Evidence.Proof.NOT_NEEDED;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.Evidence.Proof;
import org.uputnica.platform.id.ConsentId;

/** How a statement stands to what proves it. */
class EvidenceTest {
  private static final Spoken YES =
      (Spoken) Statements.given(ConsentScope.STORAGE).at(Statements.MONDAY);

  @Test
  void oneThatIsKeptIsEnough() {
    assertThat(stands(true)).isEqualTo(AWAITED);
    assertThat(stands(false)).isEqualTo(NOT_NEEDED);
    assertThat(stands(true, DESTROYED, KEPT, AWAITED)).isEqualTo(KEPT);
    assertThat(stands(false, KEPT, DESTROYED)).isEqualTo(KEPT);
    assertThat(stands(false, AWAITED)).isEqualTo(AWAITED);
    assertThat(stands(true, DESTROYED, AWAITED)).isEqualTo(AWAITED);
    assertThat(stands(true, AWAITED, DESTROYED)).isEqualTo(AWAITED);
    assertThat(stands(true, DESTROYED, DESTROYED)).isEqualTo(DESTROYED);
  }

  @Test
  void itProvesTheStatementThatItNamesOrThatNamesIt() {
    UUID sheet = new UUID(9, 9);
    assertThat(new Evidence(sheet, YES.id(), KEPT).proves(YES)).isTrue();
    Evidence of = new Evidence(sheet, new ConsentId(new UUID(8, 8)), KEPT);
    assertThat(of.proves(YES)).isFalse();
    Telling told = YES.told();
    assertThat(
            of.proves(
                new ConsentStatement.Refused(
                    YES.said(),
                    new Telling(
                        told.method(), "prs", null, null, null, null, told.contact(), sheet),
                    null)))
        .isTrue();
  }

  private static Proof stands(boolean needed, Proof... found) {
    return Proof.of(
        needed, Stream.of(found).map(it -> new Evidence(new UUID(1, 1), YES.id(), it)).toList());
  }
}
