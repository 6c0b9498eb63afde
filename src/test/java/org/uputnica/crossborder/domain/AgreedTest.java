package org.uputnica.crossborder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.crossborder.domain.Agreement.Standing;
import org.uputnica.crossborder.domain.RequestRisk.Code;
import org.uputnica.platform.id.CountryCode;

/** How two countries stand to each other, by the files of both. */
class AgreedTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static final Agreement STANDING = said(null, null);

  private static Agreement said(@Nullable LocalDate from, @Nullable LocalDate until) {
    return new Agreement(
        new CountryCode("AL"), false, "2014", from, until, List.of("voluntary return"));
  }

  private static Agreed agreed(List<Agreement> ours, List<Agreement> theirs) {
    return Agreed.on(TODAY, ours, theirs);
  }

  @Test
  void theLastDayStillCounts() {
    assertThat(said(null, TODAY).on(TODAY)).isEqualTo(Standing.IN_FORCE);
    assertThat(said(null, TODAY.minusDays(1)).on(TODAY)).isEqualTo(Standing.ENDED);
    assertThat(said(TODAY, null).on(TODAY)).isEqualTo(Standing.IN_FORCE);
    assertThat(said(TODAY.plusDays(1), null).on(TODAY)).isEqualTo(Standing.NOT_YET);
  }

  @Test
  void oneFileIsEnough() {
    for (Agreed each :
        List.of(
            agreed(List.of(STANDING), List.of()),
            agreed(List.of(), List.of(STANDING)),
            agreed(List.of(STANDING), List.of(STANDING)))) {
      assertThat(each)
          .isEqualTo(new Agreed(Standing.IN_FORCE, "2014", null, List.of("voluntary return")));
      assertThat(each.risk()).isEmpty();
    }
  }

  @Test
  void whicheverLeavesEndsIt() {
    Agreement ended = said(null, TODAY.minusDays(3));
    for (Agreed each :
        List.of(
            agreed(List.of(ended), List.of(STANDING)),
            agreed(List.of(STANDING), List.of(ended)),
            agreed(List.of(), List.of(ended)))) {
      assertThat(each.hasEnded()).isTrue();
      assertThat(each.until()).isEqualTo(TODAY.minusDays(3));
      assertThat(each.risk())
          .hasValue(new RequestRisk(Code.AGREEMENT_ENDED, TODAY.minusDays(3).toString()));
    }
  }

  @Test
  void anotherAgreementOfTheSameFileGoesOn() {
    Agreement ended = said(null, TODAY.minusDays(3));
    Agreed agreed = agreed(List.of(ended, STANDING), List.of());
    assertThat(agreed.standing()).isEqualTo(Standing.IN_FORCE);
    assertThat(agreed.until()).isNull();
  }

  @Test
  void anEndThatIsToComeIsTold() {
    Agreed agreed =
        agreed(List.of(said(null, TODAY.plusDays(90))), List.of(said(null, TODAY.plusDays(30))));
    assertThat(agreed.hasEnded()).isFalse();
    assertThat(agreed.risk())
        .hasValue(new RequestRisk(Code.AGREEMENT_ENDS, TODAY.plusDays(30).toString()));
  }

  @Test
  void whatIsMissingIsARiskAndNoStop() {
    assertThat(agreed(List.of(), List.of()).risk())
        .hasValue(new RequestRisk(Code.NO_AGREEMENT, null));
    Agreement draft =
        new Agreement(new CountryCode("BG"), true, "2019", null, TODAY.minusDays(1), List.of());
    assertThat(agreed(List.of(draft), List.of()).risk())
        .hasValue(new RequestRisk(Code.AGREEMENT_DRAFT, null));
    assertThat(agreed(List.of(said(TODAY.plusDays(1), null)), List.of()).risk())
        .hasValue(new RequestRisk(Code.AGREEMENT_NOT_YET, "2014"));
    assertThat(agreed(List.of(draft), List.of()).hasEnded()).isFalse();
  }

  @Test
  void aWordOfLeavingEndsWhatTheFilesSay() {
    Agreement ending = said(null, TODAY.plusDays(1));
    AgreementEnd leaves = leaving(TODAY.minusDays(1));
    assertThat(agreed(leaves.over(List.of(STANDING), List.of()), List.of(STANDING)).hasEnded())
        .isTrue();
    assertThat(agreed(leaves.over(List.of(), List.of(STANDING)), List.of(STANDING)).hasEnded())
        .isTrue();
    assertThat(leaving(TODAY.plusDays(5)).over(List.of(ending), List.of())).containsExactly(ending);
    assertThat(leaving(null).over(List.of(STANDING), List.of())).containsExactly(STANDING);
    assertThat(leaving(null).over(List.of(), List.of(STANDING))).isEmpty();
  }

  private static AgreementEnd leaving(@Nullable LocalDate lastDay) {
    return new AgreementEnd(
        new UUID(1, 1),
        new CountryCode("ME"),
        new CountryCode("AL"),
        lastDay,
        "Official Gazette",
        Instant.EPOCH);
  }
}
