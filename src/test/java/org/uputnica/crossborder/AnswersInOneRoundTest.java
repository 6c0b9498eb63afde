package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.Recall.Answer.ERASED;
import static org.uputnica.consent.domain.Recall.Answer.KEPT;
import static org.uputnica.consent.domain.Statements.BORDER;
import static org.uputnica.consent.domain.Statements.CASE;
import static org.uputnica.consent.domain.Statements.MONDAY;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Recall;
import org.uputnica.consent.domain.Recall.Answer;
import org.uputnica.consent.domain.Recall.Because;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CountryCode;

/** What goes back for several that were asked back, once all of them are answered. */
class AnswersInOneRoundTest {
  @Test
  void nothingThatIsKeptIsLostBehindALaterQuestion() {
    Recall kept = asked(1, KEPT, 3);
    Recall bridge = asked(2, ERASED, 5);
    Recall last = asked(4, ERASED, 6);
    assertThat(leavesMost(last, kept, bridge, last)).isEqualTo(kept);
    assertThat(leavesMost(last, last, bridge, kept)).isEqualTo(kept);
    assertThat(leavesMost(bridge, kept, bridge, last)).isEqualTo(kept);
  }

  @Test
  void whatHasGoneBackAlreadyIsNotSaidAgain() {
    Recall kept = asked(1, KEPT, 2);
    Recall last = asked(3, ERASED, 4);
    assertThat(leavesMost(last, kept, last)).isEqualTo(last);
  }

  private static Recall leavesMost(Recall last, Recall... answered) {
    return RecallsAbroad.leavesMost(List.of(answered), last);
  }

  private static Recall asked(int asked, Answer answer, int answered) {
    return new Recall(
            new UUID(8, asked),
            CASE,
            new CaseCode("0000-0000-0"),
            new CountryCode("AL"),
            BORDER,
            null,
            ConsentScope.CROSS_BORDER,
            Set.of(ItemCategory.NAME),
            MONDAY.plusSeconds(asked),
            MONDAY,
            MONDAY,
            null,
            null,
            null,
            null,
            null,
            null)
        .answered(
            answer,
            answer == KEPT ? Because.COURT_FILE : null,
            "kaltrina",
            MONDAY.plusSeconds(answered));
  }
}
