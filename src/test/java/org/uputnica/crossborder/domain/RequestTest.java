package org.uputnica.crossborder.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.RefusedException;

/** Risk from both sides, from independent sources (domain 3.8, step 3). */
class RequestTest {
  @ParameterizedTest
  @CsvSource({
    ",       ,       false",
    "LOW,    ,       false",
    ",       LOW,    false",
    "LOW,    HIGH,   false",
    "HIGH,   MEDIUM, false",
    "LOW,    MEDIUM, true",
    "MEDIUM, LOW,    true"
  })
  void nobodyTravelsOnWhatOneSideAloneHasFound(
      @Nullable RiskLevel here, @Nullable RiskLevel there, boolean assessed) {
    Request request = request(here, there);
    assertThat(request.isAssessedByBoth()).isEqualTo(assessed);
    for (String step : Set.of("T038", "T039", "T040")) {
      if (assessed) {
        assertThatCode(() -> request.requireAssessedFor(new StepCode(step)))
            .doesNotThrowAnyException();
      } else {
        assertThatThrownBy(() -> request.requireAssessedFor(new StepCode(step)))
            .as(step)
            .isInstanceOf(RefusedException.class);
      }
    }
    assertThatCode(() -> request.requireAssessedFor(new StepCode("T037")))
        .doesNotThrowAnyException();
  }

  @Test
  void whatComesOfItStandsBesideWhatCameBefore() {
    LocalDate day = LocalDate.EPOCH;
    OrganizationId house = new OrganizationId(new UUID(2, 2));
    Request opened = request();
    Request over =
        opened
            .risk(true, RiskLevel.LOW)
            .risk(false, RiskLevel.MEDIUM)
            .offered(house, "Tirana", day)
            .agreed(day.plusDays(1), "harbour")
            .ofChild()
            .signed(false)
            .recalled(RecallState.ASKED)
            .missing(Undelivered.EXPIRED);
    assertThat(over)
        .isEqualTo(
            new Request(
                opened.id(),
                opened.side(),
                opened.caseId(),
                opened.caseCode(),
                opened.country(),
                opened.contact(),
                opened.otherCountry(),
                opened.conversation(),
                opened.pseudonym(),
                opened.purpose(),
                opened.items(),
                opened.conditions(),
                true,
                opened.openedAt(),
                RiskLevel.LOW,
                RiskLevel.MEDIUM,
                house,
                "Tirana",
                day,
                day.plusDays(1),
                "harbour",
                null,
                false,
                true,
                RecallState.ASKED,
                Undelivered.EXPIRED));
    Request signed = over.signed(true);
    assertThat(signed.signedHere() && signed.signedThere()).isTrue();
    Request handedOver = opened.handedOver(Instant.MAX);
    assertThat(handedOver.handedOverAt()).isEqualTo(Instant.MAX);
    assertThat(handedOver.signedHere() && handedOver.signedThere()).isTrue();
  }

  private static Request request(@Nullable RiskLevel here, @Nullable RiskLevel there) {
    Request known = here == null ? request() : request().risk(true, here);
    return there == null ? known : known.risk(false, there);
  }

  private static Request request() {
    UUID id = new UUID(1, 1);
    return new Request(
        new TrackId(id),
        Side.SENT,
        new CaseId(id),
        CaseCode.random(new SecureRandom()),
        new CountryCode("ME"),
        new OrganizationId(id),
        new CountryCode("AL"),
        id,
        "pseudonym",
        Purpose.RETURN,
        Set.of(),
        Set.of(),
        false,
        Instant.EPOCH);
  }
}
