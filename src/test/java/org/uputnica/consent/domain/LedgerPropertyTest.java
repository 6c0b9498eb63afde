package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.Statements.CASE;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.SHELTER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ConsentStatement.ExceptionApproved;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Invalidated;
import org.uputnica.consent.domain.ConsentStatement.Refused;
import org.uputnica.consent.domain.ConsentStatement.Withdrawn;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * What holds for every history, against a reading of the rule that shares nothing with the code.
 *
 * <p>Taking statements out never widens access in this sense: whatever is then open under consent,
 * one of the yeses that remain covers, to that recipient, in time, with that item, and no no and no
 * finding of invalidity that remains is as late; where another one's no stands as well, she has not
 * said it since, or has said a yes that was found valid. It is shown for every history and so for
 * each that something was taken out of.
 */
class LedgerPropertyTest {
  private static final int HISTORIES_PER_SEED = 100;
  private static final ConsentId ENDING = new ConsentId(new UUID(7, 7));

  static LongStream seeds() {
    return LongStream.range(1_000, 1_100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsOpenThatNoRemainingYesCovers(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<ConsentStatement> said = Histories.history(random);
      if (!said.isEmpty()) {
        said.remove(random.nextInt(said.size()));
      }
      for (Disclosure asked : Histories.questions(random)) {
        if (ConsentPolicy.decide(asked, said, Histories.NOW) instanceof Decision.Permit permit) {
          for (Basis basis : permit.ground().bases()) {
            if (basis instanceof Basis.Agreed agreed) {
              assertThat(covered(agreed.scope(), asked, said))
                  .as("seed %d, history %d: %s of %s", seed, i, basis, said)
                  .isTrue();
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aWithdrawalAtTheVeryInstantOfAYesIsTheLaterWord(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<ConsentStatement> said = Histories.history(random);
      for (ConsentStatement each : List.copyOf(said)) {
        if (each instanceof Given given) {
          List<ConsentStatement> both = new ArrayList<>(said);
          both.removeIf(it -> it.said().at().isAfter(given.said().at()));
          both.add(random.nextInt(both.size() + 1), ending(given, false));
          assertThat(agrees(given, both)).as("seed %d, history %d: %s", seed, i, both).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasFoundNotToBeValidShutsAndIsNoNo(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<ConsentStatement> said = Histories.history(random);
      said.removeIf(it -> it instanceof Refused || it instanceof Withdrawn);
      for (ConsentStatement each : List.copyOf(said)) {
        if (each instanceof Given given && given.scope() != ConsentScope.INTERVIEW) {
          List<ConsentStatement> both = new ArrayList<>(said);
          both.removeIf(it -> it.said().at().isAfter(given.said().at()));
          both.add(ending(given, true));
          assertThat(agrees(given, both)).as("seed %d, history %d: %s", seed, i, both).isFalse();
          for (boolean child : List.of(true, false)) {
            Disclosure asked = Disclosure.of(CASE, given.scope(), SHELTER, Set.of(), child);
            assertThat(ConsentPolicy.standing(asked, both, Histories.NOW))
                .as("seed %d, history %d: %s", seed, i, both)
                .isNotEqualTo(Standing.REFUSED);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRealNoSurvivesThatALaterYesWasNotValid(long seed) {
    Random random = new Random(seed);
    int refusals = 0;
    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<ConsentStatement> said = Histories.history(random);
      said.removeIf(it -> it.said().at().isAfter(MONDAY.plus(Duration.ofMinutes(2))));
      for (ConsentScope scope : Histories.SCOPES) {
        for (boolean child : List.of(true, false)) {
          Disclosure asked = Disclosure.of(CASE, scope, SHELTER, Set.of(), child);
          Decision before = ConsentPolicy.decide(asked, said, Histories.NOW);
          if (ConsentPolicy.standing(asked, said, Histories.NOW) == Standing.REFUSED) {
            refusals++;
            SaidBy speaker = SaidBy.values()[random.nextInt(2)];
            List<ConsentStatement> after = new ArrayList<>(said);
            after.add(yes(scope, speaker, 3));
            after.add(Statements.invalidated(scope).to(SHELTER).at(MONDAY.plusSeconds(240)));
            boolean childs =
                before instanceof Decision.Deny deny && deny.reason() == DenyReason.CHILD_REFUSED;
            if (childs) {
              after.add(yes(scope, SaidBy.GUARDIAN, 5));
            }
            assertThat(ConsentPolicy.standing(asked, after, Histories.NOW))
                .as("seed %d, history %d, %s, child %s: %s", seed, i, scope, child, after)
                .isEqualTo(Standing.REFUSED);
          }
        }
      }
    }
    assertThat(refusals).isPositive();
  }

  private static ConsentStatement yes(ConsentScope scope, SaidBy speaker, int minute) {
    return Statements.given(scope)
        .to(SHELTER)
        .by(speaker)
        .at(MONDAY.plus(Duration.ofMinutes(minute)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itDoesNotMatterHowLateAStatementComesIn(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<ConsentStatement> said = Histories.history(random);
      said.removeIf(it -> it instanceof ExceptionAct || it instanceof ExceptionApproved);
      List<ConsentStatement> late =
          said.stream().map(it -> comingIn(it, random.nextInt(20_000))).toList();
      for (Disclosure asked : Histories.questions(random)) {
        assertThat(ConsentPolicy.decide(asked, late, Histories.NOW))
            .as("seed %d, history %d: %s", seed, i, said)
            .isEqualTo(ConsentPolicy.decide(asked, said, Histories.NOW));
      }
    }
  }

  /** The rule read naively: every item lies in some yes that nothing as late speaks against. */
  private static boolean covered(
      ConsentScope scope, Disclosure asked, List<ConsentStatement> said) {
    List<Given> standing =
        said.stream()
            .filter(Given.class::isInstance)
            .map(Given.class::cast)
            .filter(it -> it.scope() == scope)
            .filter(it -> !it.said().at().isAfter(Histories.NOW))
            .filter(it -> it.expires() == null || Histories.NOW.isBefore(it.expires()))
            .filter(it -> isTo(it.said().recipient(), asked))
            .filter(it -> maySpeak(it, scope, asked.child()))
            .filter(it -> said.stream().noneMatch(no -> ends(no, it, asked)))
            .filter(it -> said.stream().noneMatch(no -> cameBefore(no, it)))
            .toList();
    if (asked.child() && forbids(other(scope), scope, asked, said)) {
      return false;
    }
    Set<ItemCategory> items = EnumSet.noneOf(ItemCategory.class);
    standing.forEach(it -> items.addAll(it.said().items()));
    return !standing.isEmpty()
        && asked.items().stream()
            .allMatch(item -> items.contains(item) || isOpenOtherwise(item, asked, said));
  }

  /** A no of the same speaker in the same meeting: what she says there later is no yes. */
  private static boolean cameBefore(ConsentStatement statement, Given yes) {
    return statement instanceof Refused no
        && no.scope() == yes.scope()
        && no.said().saidBy() == yes.said().saidBy()
        && no.told().contact().equals(yes.told().contact())
        && (no.said().recipient() == null || no.said().recipient().equals(yes.said().recipient()))
        && !no.said().at().isAfter(yes.said().at());
  }

  /** Whose no stands beside the word of who decides for a child; nobody's where it does not. */
  private static @Nullable SaidBy other(ConsentScope scope) {
    return switch (scope.childRule()) {
      case GUARDIAN_AND_ASSENT, GUARDIAN_UNLESS_REFUSED -> SaidBy.PERSON;
      case ASSENT -> SaidBy.GUARDIAN;
      case GUARDIAN, NONE_NEEDED, NEVER -> null;
    };
  }

  /** A no of hers that no yes of hers has followed but such as were not valid. */
  private static boolean forbids(
      @Nullable SaidBy speaker, ConsentScope scope, Disclosure asked, List<ConsentStatement> said) {
    return said.stream()
        .filter(it -> it instanceof Refused || it instanceof Withdrawn)
        .filter(it -> it.scope() == scope && it.said().saidBy() == speaker)
        .filter(it -> concerns(it, asked))
        .anyMatch(no ->
            said.stream()
                .filter(yes -> yes instanceof Given && yes.scope() == scope)
                .filter(
                    yes -> yes.said().saidBy() == speaker && isTo(yes.said().recipient(), asked))
                .filter(yes -> yes.said().at().isAfter(no.said().at()))
                .allMatch(yes ->
                    said.stream()
                        .anyMatch(found ->
                            found instanceof Invalidated
                                && found.scope() == scope
                                && concerns(found, asked)
                                && !found.said().at().isBefore(yes.said().at()))));
  }

  private static boolean concerns(ConsentStatement statement, Disclosure asked) {
    return statement.said().recipient() == null
        || asked.recipient().equals(statement.said().recipient());
  }

  private static boolean isTo(@Nullable OrganizationId named, Disclosure asked) {
    return asked.recipient().equals(named) || (named == null && asked.items().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aGuardianWhoIsRemovedTakesTheGuardiansYesesAndNothingElse(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<ConsentStatement> before = Histories.history(random);
      List<ConsentStatement> after = new ArrayList<>(before);
      RemovedGuardian.yeses(before, Histories.NOW, Histories.NOW)
          .forEach(it -> after.add(removed(it)));
      Set<String> open = Histories.open(after);
      String history = "seed %d, history %d: %s".formatted(seed, i, after);
      assertThat(RemovedGuardian.yeses(after, Histories.NOW, Histories.NOW)).as(history).isEmpty();
      assertThat(Histories.open(before)).as(history).containsAll(open);
      assertThat(ofAdults(open)).as(history).isEqualTo(ofAdults(Histories.open(before)));
      for (Disclosure asked : Histories.questions(random)) {
        if (asked.child()
            && ConsentPolicy.decide(asked, after, Histories.NOW) instanceof Decision.Permit it) {
          assertThat(it.ground().agreed())
              .as(history)
              .allMatch(scope -> scope.childRule() == ChildRule.ASSENT);
        }
      }
    }
  }

  private static Set<String> ofAdults(Set<String> open) {
    return open.stream().filter(it -> it.contains(" false ")).collect(Collectors.toSet());
  }

  private static ConsentStatement removed(Given yes) {
    Said about = yes.said();
    Said now =
        new Said(
            new ConsentId(UUID.randomUUID()),
            about.caseId(),
            about.scope(),
            about.recipient(),
            Set.of(),
            SaidBy.GUARDIAN,
            Histories.NOW,
            Histories.NOW,
            about.organization(),
            about.recorder());
    return new Invalidated(now, yes.told(), InvalidReason.GUARDIAN_CONFLICT);
  }

  private static boolean maySpeak(Given given, ConsentScope scope, boolean child) {
    SaidBy speaker =
        !child || scope.childRule() == ChildRule.ASSENT ? SaidBy.PERSON : SaidBy.GUARDIAN;
    return given.said().saidBy() == speaker;
  }

  private static boolean ends(ConsentStatement no, Given yes, Disclosure asked) {
    boolean speaks =
        switch (no) {
          case Invalidated _ -> true;
          case Refused _, Withdrawn _ -> no.said().saidBy() == yes.said().saidBy();
          default -> false;
        };
    return speaks
        && no.scope() == yes.scope()
        && (no.said().recipient() == null || no.said().recipient().equals(asked.recipient()))
        && !no.said().at().isBefore(yes.said().at());
  }

  /** An exception or the duty towards a child may stand in for what consent leaves out. */
  private static boolean isOpenOtherwise(
      ItemCategory item, Disclosure asked, List<ConsentStatement> said) {
    return (asked.child() && asked.scopes().contains(ConsentScope.MECHANISM))
        || said.stream()
            .anyMatch(it -> it instanceof ExceptionAct && it.said().items().contains(item));
  }

  private static boolean agrees(Given given, List<ConsentStatement> said) {
    boolean child = given.said().saidBy() == SaidBy.GUARDIAN;
    @Nullable OrganizationId to = given.said().recipient();
    Disclosure asked =
        Disclosure.of(
            CASE,
            given.scope(),
            to == null ? SHELTER : to,
            to == null ? Set.of() : given.said().items(),
            child);
    return ConsentPolicy.decide(asked, said, Histories.NOW) instanceof Decision.Permit permit
        && permit.ground().agreed().contains(given.scope());
  }

  private static ConsentStatement ending(Given given, boolean invalid) {
    Said about = given.said();
    Said same =
        new Said(
            ENDING,
            about.caseId(),
            about.scope(),
            about.recipient(),
            Set.of(),
            about.saidBy(),
            about.at(),
            about.recordedAt(),
            about.organization(),
            about.recorder());
    return invalid
        ? new Invalidated(same, given.told(), InvalidReason.WRONG_LANGUAGE)
        : new Withdrawn(same, given.told(), null);
  }

  /** The same word, written down when it was said at the earliest. */
  private static ConsentStatement comingIn(ConsentStatement statement, int minutesLater) {
    Said about = statement.said();
    Instant at = about.at();
    Said late =
        new Said(
            about.id(),
            about.caseId(),
            about.scope(),
            about.recipient(),
            about.items(),
            about.saidBy(),
            at,
            MONDAY.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(minutesLater)),
            about.organization(),
            about.recorder());
    return switch (statement) {
      case ConsentStatement.Asked it -> new ConsentStatement.Asked(late, it.told());
      case Given it -> new Given(late, it.told(), it.limited(), it.expires());
      case Refused it -> new Refused(late, it.told(), it.reason());
      case ConsentStatement.NotAsked it ->
          new ConsentStatement.NotAsked(late, it.told(), it.reason());
      case Withdrawn it -> new Withdrawn(late, it.told(), it.reason());
      case Invalidated it -> new Invalidated(late, it.told(), it.reason());
      case ExceptionAct it -> it;
      case ExceptionApproved it -> it;
    };
  }
}
