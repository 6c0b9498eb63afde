package org.uputnica.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.Procedures;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.referral.domain.ReferralNote.Side;

class ReferralNoteTest {
  private static final Instant THEN = Instant.parse("2026-11-28T10:00:00Z");
  private static final OrganizationId ASKED = new OrganizationId(Ids.random());
  private static final OrganizationId NEXT = new OrganizationId(Ids.random());

  @Test
  void whatHasNotLeftIsReadByItsWriterAlone() {
    assertThat(note(Side.RECEIVER, null).isReadBy(Side.RECEIVER, ASKED)).isTrue();
    assertThat(note(Side.RECEIVER, null).isReadBy(Side.SENDER, ASKED)).isFalse();
    assertThat(note(Side.SENDER, null).isReadBy(Side.RECEIVER, ASKED)).isFalse();
  }

  @Test
  void whatWasSentIsReadByBothAndNotByTheNextHouse() {
    for (Side side : Side.values()) {
      assertThat(note(side, THEN).isReadBy(Side.SENDER, NEXT)).isTrue();
      assertThat(note(side, THEN).isReadBy(Side.RECEIVER, ASKED)).isTrue();
      assertThat(note(side, THEN).isReadBy(Side.RECEIVER, NEXT)).isFalse();
    }
  }

  @Test
  void theInputsAreThoseOfTheProcedure() {
    Set<String> asked = new TreeSet<>();
    Procedures.BASE.track(TrackCode.of("referral")).orElseThrow().steps().stream()
        .flatMap(step -> step.asks().stream())
        .filter(ask -> ask.input().kind() instanceof InputKind.NoteRef)
        .forEach(ask -> asked.add(ask.name()));
    assertThat(asked).containsExactlyInAnyOrderElementsOf(ReferralNote.INPUTS);
  }

  private static ReferralNote note(Side side, @Nullable Instant sent) {
    return new ReferralNote(
        Ids.random(),
        new TrackId(Ids.random()),
        new CaseId(Ids.random()),
        new CountryCode("ME"),
        ASKED,
        side,
        THEN,
        sent == null ? null : new StepCode("T023"),
        sent);
  }
}
