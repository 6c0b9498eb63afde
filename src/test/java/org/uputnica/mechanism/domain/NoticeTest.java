package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.domain.Notice.About;

/** What comes through the quiet hours, and where somebody is to reach the person. */
class NoticeTest {
  /** Each kind was decided on: a new one has no line here, and the build says so. */
  private static final String DECIDED =
      """
      OUTCOME               | waits   |         | how it ended; after a no a cascade asks the next by itself, and presses at its end
      TAKEN_BACK            | waits   |         | nobody is to come, and nobody has set out
      ACCEPTED_BY_TELEPHONE | presses |         | somebody comes to this house, perhaps tonight, and it may contest that
      ANSWERED_BY_LINK      | presses |         | a yes opens nothing until somebody has called the house
      ASKED_BY_LINK         | presses |         | the time for the answer runs on while it is open
      LISTED                | waits   |         | no place now; who else is asked stays asked
      PLACE_FREE            | waits   |         | it is the house that is asked again, with the clock of the priority
      CASCADE_WAITS         | presses | her     | nobody is asked for her until she has answered
      CASCADE_OVER          | presses |         | nobody is asked for her any more, and no bed was found
      CASCADE_PUT_ASIDE     | presses |         | nobody else is asked for her until the new house begins
      ALARM                 | presses |         |
      CONSIDER_MISSING      | presses | her     |
      REPORT_MISSING_CHILD  | presses |         |
      OFFER_SCREENING       | waits   | her     |
      RECONSIDER_SOLUTION   | waits   | her     |
      AGREEMENT_ENDED       | presses |         |
      MESSAGE_NOT_FOLLOWED  | presses |         |
      RECALL_ASKED          | waits   |         | its clock presses
      RECALL_UNANSWERED     | presses |         |
      RECALL_BARRED         | presses |         |
      PERSON_UNTOLD         | presses | her     |
      RECORD_JOINED         | waits   |         |
      PERSON_WROTE          | waits   | her     |
      CONTACT_WISHED        | presses | her     |
      COPY_WISHED           | waits   | her     |
      NUMBER_ENDED          | waits   | her     |
      NUMBER_RENEWED        | waits   |         |
      CLOCK_PAUSED          | waits   |         |
      EXTENSION_ASKED       | waits   |         | its clock presses
      """;

  @Test
  void eachKindIsDecidedOn() {
    TreeMap<String, List<String>> decided = new TreeMap<>();
    DECIDED
        .lines()
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .forEach(cells -> decided.put(cells.getFirst(), cells.subList(1, 3)));
    TreeMap<String, List<String>> is = new TreeMap<>();
    for (About about : About.values()) {
      is.put(
          about.name(),
          List.of(about.urgent() ? "presses" : "waits", about.reachesHer() ? "her" : ""));
    }
    assertThat(is).isEqualTo(decided);
  }
}
