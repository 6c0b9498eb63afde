package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.uputnica.consent.domain.ConsentStatement.Given;

/**
 * A guardian who is removed for a conflict of interest: what a guardian agreed to until then no
 * longer counts, whichever guardian it was. An ordinary change of guardian ends nothing.
 */
public final class RemovedGuardian {
  private RemovedGuardian() {}

  /**
   * The guardian's yeses that stand, one for each scope and recipient.
   *
   * @param until said no later than this; what the next guardian agreed to stays
   */
  public static List<Given> yeses(List<ConsentStatement> said, Instant until, Instant now) {
    Set<List<Object>> known = new HashSet<>();
    return said.stream()
        .filter(Given.class::isInstance)
        .map(Given.class::cast)
        .filter(it -> it.said().saidBy() == SaidBy.GUARDIAN)
        .filter(it -> !it.said().at().isAfter(until))
        .filter(it -> stands(it, said, now))
        .filter(it -> known.add(List.of(it.scope(), Optional.ofNullable(it.said().recipient()))))
        .toList();
  }

  private static boolean stands(Given yes, List<ConsentStatement> said, Instant now) {
    Said about = yes.said();
    LatestWord latest =
        new LatestWord(
                SaidBy.GUARDIAN,
                about.caseId(),
                about.scope(),
                about.recipient(),
                about.recipient() == null,
                now)
            .addAll(said);
    return latest.shuts() == null && latest.statements().contains(yes.id());
  }
}
