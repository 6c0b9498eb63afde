package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ConsentStatement.ExceptionApproved;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Invalidated;
import org.uputnica.consent.domain.ConsentStatement.NotAsked;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * The one decision about disclosures. Pure. Deny by default; every scope must be covered; per scope
 * and recipient the latest word counts, by the time it was said; whatever is uncertain opens
 * nothing.
 *
 * <p>What follows, and is tested over generated histories: the order and the repetition of
 * statements are irrelevant. Taking a statement out of a history never widens what is open, unless
 * it was the latest word and narrower than the word before it: a no, or a yes to fewer items or for
 * a shorter time; and even then nothing is open under consent that none of the remaining yeses
 * covers. What is neither an answer nor an exception changes nothing, but one: of a child that was
 * too young to be asked the guardian's word is enough. That a yes was not valid takes back no no
 * from before it, whoever said which; a guardian's conflict touches the guardian's yeses alone.
 */
public final class ConsentPolicy {
  /** What a notification for the protection of a child may hold. */
  private static final Set<ItemCategory> NOTIFICATION =
      Set.copyOf(EnumSet.of(ItemCategory.NAME, ItemCategory.BIRTH, ItemCategory.CONTACT));

  private ConsentPolicy() {}

  /**
   * Decides whether {@code asked} is covered at {@code now}.
   *
   * @param said everything that was said about the case; statements of other cases are ignored, old
   *     consents are not reused
   * @param now server time, UTC
   */
  public static Decision decide(Disclosure asked, List<ConsentStatement> said, Instant now) {
    List<Basis> bases = new ArrayList<>(asked.scopes().size());
    for (ConsentScope scope : asked.scopes()) {
      Question question =
          new Question(
              asked.caseId(), scope, asked.recipient(), asked.items(), asked.child(), said, now);
      switch (question.answer()) {
        case Covered covered -> bases.addAll(covered.bases());
        case NotCovered not -> {
          return new Decision.Deny(scope, not.reason(), not.statements(), not.uncovered());
        }
      }
    }
    return new Decision.Permit(new Ground(bases), asked.items());
  }

  /** How the person stands to a scope towards an organisation, whatever the items. */
  public static Standing standing(Disclosure asked, List<ConsentStatement> said, Instant now) {
    return switch (decide(asked, said, now)) {
      case Decision.Permit _ -> Standing.OPEN;
      case Decision.Deny deny ->
          switch (deny.reason()) {
            case REFUSED, WITHDRAWN, CHILD_REFUSED, NOT_FOR_CHILDREN -> Standing.REFUSED;
            case NEVER_GIVEN, GUARDIAN_MISSING, ASSENT_MISSING ->
                unasked(asked, deny.scope(), said);
            case EXPIRED, INVALIDATED, ITEMS_NOT_COVERED -> Standing.NOTHING;
          };
    };
  }

  private static Standing unasked(
      Disclosure asked, ConsentScope scope, List<ConsentStatement> said) {
    for (ConsentStatement statement : said) {
      if (statement instanceof NotAsked
          && statement.scope() == scope
          && statement.said().caseId().equals(asked.caseId())
          && isTowards(statement.said().recipient(), asked.recipient())) {
        return Standing.NOT_ASKED;
      }
    }
    return Standing.NOTHING;
  }

  private static boolean isTowards(
      @Nullable OrganizationId named, @Nullable OrganizationId recipient) {
    return named == null || named.equals(recipient);
  }

  /**
   * Whether this statement is among the latest words for its scope and recipient and opens
   * something, be it less than it says.
   */
  public static boolean isInForce(
      ConsentStatement statement, List<ConsentStatement> said, boolean child, Instant now) {
    return switch (statement) {
      case Given given -> opens(given, said, child, now);
      case ExceptionAct act -> isExceptionInForce(act, said, child, now);
      case ConsentStatement.Asked _,
          ConsentStatement.Refused _,
          NotAsked _,
          ConsentStatement.Withdrawn _,
          Invalidated _,
          ExceptionApproved _ ->
          false;
    };
  }

  /** Whether this yes is among the latest words that agree to something, be it to less than it. */
  static boolean counts(Given given, List<ConsentStatement> said, boolean child, Instant now) {
    return partOf(given, said, child, now) != null;
  }

  private static boolean opens(
      Given given, List<ConsentStatement> said, boolean child, Instant now) {
    Set<ItemCategory> items = given.said().items();
    @Nullable Yes yes = partOf(given, said, child, now);
    return yes != null && (items.isEmpty() || !yes.leftOut().containsAll(items));
  }

  private static @Nullable Yes partOf(
      Given given, List<ConsentStatement> said, boolean child, Instant now) {
    Said about = given.said();
    Set<ItemCategory> items = about.recipient() == null ? Set.of() : about.items();
    Question question =
        new Question(about.caseId(), about.scope(), about.recipient(), items, child, said, now);
    return question.byConsent() instanceof Yes yes && yes.statements().contains(given.id())
        ? yes
        : null;
  }

  /** Which of these items are agreed to, in every scope; no other ground counts. */
  public static Set<ItemCategory> agreed(
      Disclosure asked, List<ConsentStatement> said, Instant now) {
    Set<ItemCategory> items = EnumSet.noneOf(ItemCategory.class);
    items.addAll(asked.items());
    for (ConsentScope scope : asked.scopes()) {
      Question question =
          new Question(
              asked.caseId(), scope, asked.recipient(), asked.items(), asked.child(), said, now);
      switch (question.byConsent()) {
        case Yes yes -> items.removeAll(yes.leftOut());
        case No _ -> items.clear();
      }
    }
    return items;
  }

  /** Whether somebody else has approved an exception in time. */
  public static boolean isApproved(ExceptionAct act, List<ConsentStatement> said) {
    return approvedFrom(act, said) != null;
  }

  /** Who approved it in time, by opaque id: of several, the first. */
  public static Optional<String> approver(ExceptionAct act, List<ConsentStatement> said) {
    return said.stream()
        .filter(ExceptionApproved.class::isInstance)
        .map(ExceptionApproved.class::cast)
        .filter(approved -> approves(approved, act))
        .min(Comparator.comparing(approved -> approved.said().recordedAt()))
        .map(approved -> approved.said().recorder());
  }

  /** Since when it is approved: the earliest approval by somebody else before it lapsed. */
  private static @Nullable Instant approvedFrom(ExceptionAct act, List<ConsentStatement> said) {
    @Nullable Instant earliest = null;
    for (ConsentStatement statement : said) {
      if (statement instanceof ExceptionApproved approved && approves(approved, act)) {
        Instant at = approved.said().recordedAt();
        earliest = earliest == null || at.isBefore(earliest) ? at : earliest;
      }
    }
    return earliest;
  }

  private static boolean approves(ExceptionApproved approved, ExceptionAct act) {
    return approved.exception().equals(act.id())
        && !approved.said().recorder().equals(act.said().recorder())
        && approved.said().recordedAt().isBefore(act.lapses());
  }

  private static boolean isExceptionInForce(
      ExceptionAct act, List<ConsentStatement> said, boolean child, Instant now) {
    if (!act.scope().allowsException() || !now.isBefore(act.expires())) {
      return false;
    }
    if (act.reason() == OverrideReason.CANNOT_DECIDE && isRefused(act.said(), said, child, now)) {
      return false;
    }
    @Nullable Instant approved = approvedFrom(act, said);
    return switch (act.effective()) {
      case AT_ONCE ->
          !act.said().recordedAt().isAfter(now) && (now.isBefore(act.lapses()) || approved != null);
      case AFTER_APPROVAL -> approved != null && !approved.isAfter(now);
    };
  }

  private static boolean isRefused(
      Said about, List<ConsentStatement> said, boolean child, Instant now) {
    Question question =
        new Question(about.caseId(), about.scope(), about.recipient(), Set.of(), child, said, now);
    return question.word(SaidBy.PERSON).isNo() || (child && question.word(SaidBy.GUARDIAN).isNo());
  }

  private sealed interface Answer {}

  private record Covered(List<Basis> bases) implements Answer {}

  private record NotCovered(
      DenyReason reason, List<ConsentId> statements, Set<ItemCategory> uncovered)
      implements Answer {}

  /** What the word of those who must agree comes to. */
  private sealed interface Word {}

  private record Yes(List<ConsentId> statements, Set<ItemCategory> leftOut) implements Word {}

  private record No(DenyReason reason, List<ConsentId> statements) implements Word {}

  /** One scope towards one organisation (or towards none) for some items. */
  private record Question(
      CaseId caseId,
      ConsentScope scope,
      @Nullable OrganizationId recipient,
      Set<ItemCategory> items,
      boolean child,
      List<ConsentStatement> said,
      Instant now) {
    /** Of a long life few statements are about one question. */
    Question {
      List<ConsentStatement> about = new ArrayList<>();
      for (ConsentStatement statement : said) {
        if (statement instanceof ExceptionApproved
            || (statement.scope() == scope
                && statement.said().caseId().equals(caseId)
                && isTowards(statement.said().recipient(), recipient))) {
          about.add(statement);
        }
      }
      said = about;
    }

    /** The latest word; of a yes that was not valid, a no before it if there is one. */
    LatestWord word(SaidBy speaker) {
      LatestWord latest = word(speaker, said);
      if (!latest.isInvalid()) {
        return latest;
      }
      LatestWord before = word(speaker, whatStands());
      return before.isNo() ? before : latest;
    }

    private LatestWord word(SaidBy speaker, List<ConsentStatement> words) {
      return new LatestWord(speaker, caseId, scope, recipient, items.isEmpty(), now).addAll(words);
    }

    /** Without what was found not to be valid: such a yes says nothing and hides nothing. */
    private List<ConsentStatement> whatStands() {
      return said.stream()
          .filter(statement ->
              !(statement instanceof Invalidated)
                  && !(statement instanceof Given given && isInvalid(given)))
          .toList();
    }

    private boolean isInvalid(Given given) {
      return said.stream()
          .anyMatch(other ->
              other instanceof Invalidated invalid
                  && invalid.concerns(given.said().saidBy())
                  && !other.said().at().isBefore(given.said().at()));
    }

    /** Consent first; what it leaves out may rest on a duty or on exceptions. */
    Answer answer() {
      Word word = byConsent();
      if (word instanceof Yes yes && yes.leftOut().isEmpty()) {
        return new Covered(List.of(new Basis.Agreed(scope, yes.statements())));
      }
      List<Basis> bases = new ArrayList<>();
      Set<ItemCategory> open = EnumSet.noneOf(ItemCategory.class);
      open.addAll(items);
      if (word instanceof Yes yes) {
        open.retainAll(yes.leftOut());
        if (open.size() < items.size()) {
          bases.add(new Basis.Agreed(scope, yes.statements()));
        }
      }
      if (child
          && scope.childRule() == ChildRule.NONE_NEEDED
          && takes(open, NOTIFICATION, bases.isEmpty())) {
        bases.add(new Basis.ChildProtectionDuty(scope));
      }
      for (ExceptionAct act : exceptions()) {
        if (takes(open, act.said().items(), bases.isEmpty())) {
          bases.add(new Basis.Excepted(scope, act.reason(), act.id()));
        }
      }
      if (open.isEmpty() && !bases.isEmpty()) {
        return new Covered(bases);
      }
      return switch (word) {
        case Yes yes -> new NotCovered(DenyReason.ITEMS_NOT_COVERED, yes.statements(), open);
        case No no ->
            new NotCovered(no.reason(), no.statements(), bases.isEmpty() ? Set.of() : open);
      };
    }

    /** Whether a ground opens something more; without items it is enough to be the first. */
    private static boolean takes(Set<ItemCategory> open, Set<ItemCategory> allowed, boolean first) {
      return open.removeAll(allowed) || (first && open.isEmpty());
    }

    Word byConsent() {
      if (!child) {
        return of(word(SaidBy.PERSON), List.of());
      }
      return switch (scope.childRule()) {
        case GUARDIAN, NONE_NEEDED -> ofGuardian(List.of());
        case GUARDIAN_AND_ASSENT -> ofBoth();
        case GUARDIAN_UNLESS_REFUSED -> {
          LatestWord assent = word(SaidBy.PERSON);
          yield assent.isNo()
              ? new No(DenyReason.CHILD_REFUSED, assent.statements())
              : ofGuardian(assent.isInvalid() ? List.of() : assent.statements());
        }
        case ASSENT -> {
          LatestWord guardian = word(SaidBy.GUARDIAN);
          yield guardian.isNo() ? of(guardian, List.of()) : of(word(SaidBy.PERSON), List.of());
        }
        case NEVER -> new No(DenyReason.NOT_FOR_CHILDREN, List.of());
      };
    }

    /** What either leaves out is left out. */
    private Word ofBoth() {
      LatestWord assent = word(SaidBy.PERSON);
      if (assent.isNo()) {
        return new No(DenyReason.CHILD_REFUSED, assent.statements());
      }
      Word word = ofGuardian(assent.statements());
      if (!(word instanceof Yes yes)) {
        return word;
      }
      @Nullable DenyReason shut = assent.shuts();
      if (shut == DenyReason.NEVER_GIVEN) {
        return isTooYoung() ? yes : new No(DenyReason.ASSENT_MISSING, List.of());
      }
      if (shut != null) {
        return new No(shut, assent.statements());
      }
      Set<ItemCategory> leftOut = EnumSet.noneOf(ItemCategory.class);
      leftOut.addAll(yes.leftOut());
      leftOut.addAll(assent.leavesOut(items));
      return new Yes(yes.statements(), leftOut);
    }

    private boolean isTooYoung() {
      return said.stream()
          .anyMatch(statement ->
              statement instanceof NotAsked not && not.reason() == NotAskedReason.TOO_YOUNG);
    }

    private Word ofGuardian(List<ConsentId> assent) {
      Word word = of(word(SaidBy.GUARDIAN), assent);
      return word instanceof No no && no.reason() == DenyReason.NEVER_GIVEN
          ? new No(DenyReason.GUARDIAN_MISSING, List.of())
          : word;
    }

    private Word of(LatestWord word, List<ConsentId> beside) {
      @Nullable DenyReason shut = word.shuts();
      if (shut != null) {
        return new No(shut, word.statements());
      }
      List<ConsentId> statements = new ArrayList<>(word.statements());
      statements.addAll(beside);
      return new Yes(statements, word.leavesOut(items));
    }

    /** Exceptions in force towards the recipient, by id: the same ones in every order. */
    private List<ExceptionAct> exceptions() {
      List<ExceptionAct> found = new ArrayList<>(0);
      for (ConsentStatement statement : said) {
        if (statement instanceof ExceptionAct act
            && act.said().recipient() != null
            && isExceptionInForce(act, said, child, now)) {
          found.add(act);
        }
      }
      found.sort(Comparator.comparing(act -> act.id().value()));
      return found;
    }
  }
}
