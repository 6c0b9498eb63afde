package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.uputnica.consent.domain.ConsentScope.INTERVIEW;
import static org.uputnica.consent.domain.ConsentScope.POLICE;
import static org.uputnica.consent.domain.ConsentScope.REFERRAL;
import static org.uputnica.consent.domain.Statements.BORDER;
import static org.uputnica.consent.domain.Statements.GUARDIANS;
import static org.uputnica.consent.domain.Statements.MEETING;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.OTHER_SHELTER;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.TUESDAY;
import static org.uputnica.consent.domain.Statements.WEDNESDAY;
import static org.uputnica.consent.domain.Statements.adult;
import static org.uputnica.consent.domain.Statements.asked;
import static org.uputnica.consent.domain.Statements.child;
import static org.uputnica.consent.domain.Statements.given;
import static org.uputnica.consent.domain.Statements.invalidated;
import static org.uputnica.consent.domain.Statements.notAsked;
import static org.uputnica.consent.domain.Statements.refused;
import static org.uputnica.consent.domain.Statements.withdrawn;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

class AskedQuestionTest {
  private static final UUID LATER = new UUID(3, 2);
  private static final List<ConsentStatement> SAID =
      List.of(
          refused(POLICE).to(OTHER_SHELTER).at(TUESDAY),
          given(REFERRAL).to(SHELTER).at(TUESDAY),
          given(INTERVIEW).at(TUESDAY),
          asked(INTERVIEW).at(MONDAY),
          asked(INTERVIEW).in(LATER).at(WEDNESDAY),
          notAsked(REFERRAL).at(MONDAY),
          withdrawn(REFERRAL).at(WEDNESDAY),
          invalidated(POLICE).at(WEDNESDAY));

  @Test
  void whatWasAskedInOneMeetingIsOneQuestionWithItsAnswer() {
    List<AskedQuestion> questions = AskedQuestion.of(SAID, adult(), caller("R-FRONT", BORDER));
    assertThat(questions)
        .extracting(AskedQuestion::scope, AskedQuestion::at, AskedQuestion::answer)
        .containsExactlyInAnyOrder(
            tuple(INTERVIEW, MONDAY, ConsentStatus.GIVEN),
            tuple(POLICE, TUESDAY, ConsentStatus.REFUSED),
            tuple(REFERRAL, TUESDAY, ConsentStatus.GIVEN),
            tuple(INTERVIEW, WEDNESDAY, null));
    assertThat(questions.getFirst().contact()).isEqualTo(MEETING);
    assertThat(questions.getFirst().language()).isEqualTo("prs");
    assertThat(questions.getFirst().organization()).isEqualTo(BORDER);
    assertThat(AskedQuestion.storyAsked(questions)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "R-FRONT,   border,    true,  true",
    "R-GUARD,   guardians, true,  true",
    "R-COORD,   elsewhere, true,  true",
    "R-DPO,     elsewhere, true,  true",
    "R-SHELTER, shelter,   true,  false",
    "R-SHELTER, other,     false, true",
    "R-SHELTER, elsewhere, false, false"
  })
  void aHouseThatHelpsHerSeesTheAnswersThatConcernItself(
      String role, String where, boolean referral, boolean police) {
    OrganizationId organization =
        switch (where) {
          case "border" -> BORDER;
          case "guardians" -> GUARDIANS;
          case "shelter" -> SHELTER;
          case "other" -> OTHER_SHELTER;
          default -> new OrganizationId(new UUID(2, 99));
        };
    List<AskedQuestion> questions =
        AskedQuestion.of(SAID, child(GUARDIANS), caller(role, organization));
    assertThat(questions).hasSize(4);
    assertThat(answered(questions, REFERRAL)).isEqualTo(referral);
    assertThat(answered(questions, POLICE)).isEqualTo(police);
    assertThat(answered(questions, INTERVIEW)).isTrue();
  }

  @Test
  void aNoToEverybodyIsANoToTheHouseAndItSeesWhatItWroteDown() {
    Caller house = caller("R-SHELTER", SHELTER);
    ConsentStatement toAll = refused(POLICE).at(TUESDAY);
    ConsentStatement toAnother = refused(POLICE).to(OTHER_SHELTER).at(TUESDAY);
    assertThat(AskedQuestion.maySee(toAll.said(), adult(), house)).isTrue();
    assertThat(AskedQuestion.maySee(toAnother.said(), adult(), house)).isFalse();
    CaseForConsent elsewhere =
        new CaseForConsent(
            Statements.CASE,
            new CountryCode("ME"),
            GUARDIANS,
            GUARDIANS,
            false,
            new CaseCode("0000-0000-0"),
            "1",
            null);
    assertThat(AskedQuestion.maySee(toAnother.said(), elsewhere, caller("R-FRONT", BORDER)))
        .isTrue();
    Caller herself = Caller.herself(LATER, Statements.CASE, new CountryCode("ME"));
    assertThat(AskedQuestion.maySee(toAnother.said(), elsewhere, herself)).isTrue();
  }

  private static boolean answered(List<AskedQuestion> questions, ConsentScope scope) {
    return questions.stream().anyMatch(it -> it.scope() == scope && it.answer() != null);
  }

  private static Caller caller(String role, OrganizationId organization) {
    return Caller.person("vera", organization, new CountryCode("ME"), Set.of(role));
  }
}
