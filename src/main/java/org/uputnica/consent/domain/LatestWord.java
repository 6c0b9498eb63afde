package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentStatement.Asked;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ConsentStatement.ExceptionApproved;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Invalidated;
import org.uputnica.consent.domain.ConsentStatement.NotAsked;
import org.uputnica.consent.domain.ConsentStatement.Refused;
import org.uputnica.consent.domain.ConsentStatement.Withdrawn;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * The latest word of one speaker about one scope towards one organisation. Built by adding
 * statements in any order, any number of times: at one instant a no is the later word, and several
 * yeses leave what all of them allow. A yes that names no organisation agrees to the act itself,
 * such as an interview; items open only towards one that was named. After a no the same meeting
 * carries no yes, whichever of the two came in first.
 */
final class LatestWord {
  /** Code of the method by which a guardian speaks. */
  static final String GUARDIAN_METHOD = "CM-GUARD";

  private static final Comparator<ConsentId> BY_VALUE = Comparator.comparing(ConsentId::value);

  /** Of several nos at one instant the strongest decides; of equal ones always the same. */
  private static final Comparator<ConsentStatement> STRONGEST_FIRST =
      Comparator.<ConsentStatement>comparingInt(LatestWord::rank)
          .thenComparing(ConsentStatement::id, BY_VALUE);

  private final SaidBy speaker;
  private final CaseId caseId;
  private final ConsentScope scope;
  private final @Nullable OrganizationId recipient;
  private final boolean onlyTheAct;
  private final Instant now;

  private @Nullable Instant said;
  private @Nullable ConsentStatement no;
  private final List<Given> yes = new ArrayList<>(1);
  private final List<Refused> refusals = new ArrayList<>(0);

  /**
   * @param onlyTheAct no item is asked for
   */
  LatestWord(
      SaidBy speaker,
      CaseId caseId,
      ConsentScope scope,
      @Nullable OrganizationId recipient,
      boolean onlyTheAct,
      Instant now) {
    this.speaker = speaker;
    this.caseId = caseId;
    this.scope = scope;
    this.recipient = recipient;
    this.onlyTheAct = onlyTheAct;
    this.now = now;
  }

  LatestWord addAll(List<ConsentStatement> statements) {
    for (ConsentStatement statement : statements) {
      if (statement instanceof Refused refused && isAsked(refused) && isHere(refused)) {
        refusals.add(refused);
      }
    }
    for (ConsentStatement statement : statements) {
      if (isAsked(statement)) {
        add(statement);
      }
    }
    return this;
  }

  private boolean isAsked(ConsentStatement statement) {
    return statement.scope() == scope && statement.said().caseId().equals(caseId);
  }

  private void add(ConsentStatement statement) {
    switch (statement) {
      case Given given -> {
        if (isYesHere(given) && !isSilenced(given) && isLatest(given)) {
          yes.add(given);
        }
      }
      case Refused refused -> addNo(refused, refused.said().saidBy() == speaker);
      case Withdrawn withdrawn -> addNo(withdrawn, withdrawn.said().saidBy() == speaker);
      case Invalidated invalidated -> addNo(invalidated, invalidated.concerns(speaker));
      case Asked _, NotAsked _, ExceptionAct _, ExceptionApproved _ -> {
        // none of them is an answer
      }
    }
  }

  private boolean isHere(ConsentStatement no) {
    @Nullable OrganizationId towards = no.said().recipient();
    return towards == null || towards.equals(recipient);
  }

  private void addNo(ConsentStatement statement, boolean speaks) {
    if (speaks && isHere(statement) && isLatest(statement)) {
      no = no == null || STRONGEST_FIRST.compare(statement, no) < 0 ? statement : no;
    }
  }

  /** A yes counts only in a form that is certain: right recipient, right method, already said. */
  private boolean isYesHere(Given given) {
    Said about = given.said();
    @Nullable OrganizationId towards = about.recipient();
    boolean sameRecipient =
        towards == null ? onlyTheAct && !scope.needsRecipient() : towards.equals(recipient);
    boolean rightMethod = speaker == SaidBy.PERSON || GUARDIAN_METHOD.equals(given.told().method());
    return about.saidBy() == speaker && sameRecipient && rightMethod && !about.at().isAfter(now);
  }

  /**
   * A no holds for the rest of the meeting; one that came after the yes is the later word anyway.
   */
  private boolean isSilenced(Given given) {
    return refusals.stream().anyMatch(no -> no.silences(given));
  }

  private boolean isLatest(ConsentStatement statement) {
    Instant at = statement.said().at();
    int order = said == null ? 1 : at.compareTo(said);
    if (order > 0) {
      said = at;
      yes.clear();
      no = null;
    }
    return order >= 0;
  }

  private static int rank(ConsentStatement no) {
    return switch (no) {
      case Invalidated _ -> 1;
      case Withdrawn _ -> 2;
      default -> 3;
    };
  }

  /** Whether the latest word is a no: refused, or taken back. */
  boolean isNo() {
    return no != null && !isInvalid();
  }

  /** Whether the latest word is that a yes was not valid: it opens nothing, and is no no. */
  boolean isInvalid() {
    return no instanceof Invalidated;
  }

  /** Why the latest word opens nothing; nothing when it is a yes that lasts. */
  @Nullable DenyReason shuts() {
    if (no != null) {
      return switch (no) {
        case Invalidated _ -> DenyReason.INVALIDATED;
        case Withdrawn _ -> DenyReason.WITHDRAWN;
        default -> DenyReason.REFUSED;
      };
    }
    if (yes.isEmpty()) {
      return DenyReason.NEVER_GIVEN;
    }
    for (Given given : yes) {
      if (given.hasExpired(now)) {
        return DenyReason.EXPIRED;
      }
    }
    return null;
  }

  /** Which of these items the latest yes leaves out. */
  Set<ItemCategory> leavesOut(Set<ItemCategory> items) {
    Set<ItemCategory> out = EnumSet.noneOf(ItemCategory.class);
    for (ItemCategory item : items) {
      for (Given given : yes) {
        if (!given.said().items().contains(item)) {
          out.add(item);
        }
      }
    }
    return out;
  }

  /** The statements of which the latest word consists. */
  List<ConsentId> statements() {
    return no != null
        ? List.of(no.id())
        : yes.stream().map(ConsentStatement::id).distinct().sorted(BY_VALUE).toList();
  }
}
