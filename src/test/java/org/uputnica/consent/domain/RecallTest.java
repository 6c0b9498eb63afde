package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.uputnica.consent.domain.Statements.CASE;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.TUESDAY;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.consent.domain.Recall.Answer;
import org.uputnica.consent.domain.Recall.Because;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

class RecallTest {
  private static final Recall ASKED =
      new Recall(
          new UUID(8, 1),
          CASE,
          new CaseCode("0000-0000-0"),
          new CountryCode("ME"),
          SHELTER,
          new ConsentId(new UUID(8, 2)),
          ConsentScope.REFERRAL,
          Set.of(ItemCategory.NAME),
          MONDAY,
          MONDAY,
          TUESDAY,
          null,
          null,
          null,
          null,
          null,
          null);

  @ParameterizedTest
  @CsvSource({
    "ERASED,              , true",
    "STOPPED,             , true",
    "KEPT,   CRIMINAL_FILE, true",
    "KEPT,                , false",
    "ERASED, COURT_FILE   , false",
    "STOPPED, LEGAL_CLAIM , false"
  })
  void aReasonBelongsToWhatIsKept(Answer answer, @Nullable Because because, boolean taken) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> ASKED.answered(answer, because, "jelena", TUESDAY));
    if (taken) {
      assertThat(refused).isNull();
      Recall answered = ASKED.answered(answer, because, "jelena", TUESDAY);
      assertThat(answered.answer()).isEqualTo(answer);
      assertThat(answered.because()).isEqualTo(because);
      assertThat(answered.answeredAt()).isEqualTo(TUESDAY);
      assertThat(answered.answeredBy()).isEqualTo("jelena");
    } else {
      assertThat(refused.refusal().type()).isEqualTo(ProblemType.RULE_BROKEN);
      assertThat(refused.refusal().errors().getFirst().field()).isEqualTo("because");
    }
  }

  @Test
  void itIsAnsweredOnce() {
    Recall answered = ASKED.answered(Answer.STOPPED, null, "jelena", TUESDAY);
    assertThat(
            catchThrowableOfType(
                    RefusedException.class,
                    () -> answered.answered(Answer.ERASED, null, "jelena", TUESDAY))
                .refusal()
                .type())
        .isEqualTo(ProblemType.STEP_NOT_OPEN);
  }
}
