package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.Statements.CASE;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.OTHER_SHELTER;
import static org.uputnica.consent.domain.Statements.SHELTER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.consent.domain.ConsentStatement.Asked;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ConsentStatement.ExceptionApproved;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Invalidated;
import org.uputnica.consent.domain.ConsentStatement.NotAsked;
import org.uputnica.consent.domain.ConsentStatement.Refused;
import org.uputnica.consent.domain.ConsentStatement.Withdrawn;
import org.uputnica.consent.domain.ExceptionRule.Effective;
import org.uputnica.platform.id.OrganizationId;

/** Histories that nobody would think of, the same ones in every run; a failure names its seed. */
class ConsentPolicyPropertyTest {
  private static final int SEEDS = 100;
  private static final int HISTORIES_PER_SEED = 100;
  private static final int SHORTENED_PER_SEED = 25;
  private static final List<ConsentScope> SCOPES =
      List.of(
          ConsentScope.INTERVIEW,
          ConsentScope.MECHANISM,
          ConsentScope.REFERRAL,
          ConsentScope.POLICE,
          ConsentScope.TRAVEL);
  private static final Instant NOW = MONDAY.plus(Duration.ofMinutes(5));

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void orderAndRepetitionAreIrrelevant(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<ConsentStatement> said = history(random);
      List<ConsentStatement> late = new ArrayList<>(said);
      for (int again = random.nextInt(4); again > 0 && !said.isEmpty(); again--) {
        late.add(said.get(random.nextInt(said.size())));
      }
      Collections.shuffle(late, random);
      for (Disclosure asked : questions(random)) {
        assertThat(ConsentPolicy.decide(asked, late, NOW))
            .as("seed %d, history %d: %s", seed, i, said)
            .isEqualTo(ConsentPolicy.decide(asked, said, NOW));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void takingAStatementOutWidensNothingUnlessItWasTheNarrowerLatestWord(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SHORTENED_PER_SEED; i++) {
      List<ConsentStatement> said = history(random);
      Set<String> before = open(said);
      for (ConsentStatement out : Set.copyOf(said)) {
        List<ConsentStatement> rest = new ArrayList<>(said);
        rest.removeAll(List.of(out));
        Set<String> widened = open(rest);
        widened.removeAll(before);
        String where = "seed %d, history %d, without %s".formatted(seed, i, out);
        switch (out) {
          case Asked _, NotAsked _ -> assertThat(open(rest)).as(where).isEqualTo(before);
          case ExceptionAct _, ExceptionApproved _ -> assertThat(widened).as(where).isEmpty();
          case Given given -> {
            if (!mayHideAnotherYes(given, rest)) {
              assertThat(widened).as(where).isEmpty();
            }
          }
          case Refused _, Withdrawn _, Invalidated _ -> {
            if (isFollowed(out, rest)) {
              assertThat(widened).as(where).isEmpty();
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPermitNamesWhatItRestsOnAndFallsWithIt(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<ConsentStatement> said = history(random);
      for (Disclosure asked : questions(random)) {
        if (ConsentPolicy.decide(asked, said, NOW) instanceof Decision.Permit permit) {
          assertThat(permit.items()).isEqualTo(asked.items());
          for (Basis basis : permit.ground().bases()) {
            List<ConsentStatement> rest =
                said.stream()
                    .filter(statement -> !basis.statements().contains(statement.id()))
                    .toList();
            assertThat(ConsentPolicy.decide(asked, rest, NOW))
                .as("seed %d, history %d: %s", seed, i, basis)
                .satisfiesAnyOf(
                    then -> assertThat(then).isInstanceOf(Decision.Deny.class),
                    then ->
                        assertThat(((Decision.Permit) then).ground()).isNotEqualTo(permit.ground()),
                    then -> assertThat(basis).isInstanceOf(Basis.ChildProtectionDuty.class));
          }
        }
      }
    }
  }

  @Test
  void withoutAYesOrAnExceptionNothingIsOpenButTheDutyTowardsAChild() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      List<ConsentStatement> silent =
          history(random).stream()
              .filter(
                  statement -> !(statement instanceof Given || statement instanceof ExceptionAct))
              .toList();
      assertThat(open(silent)).allMatch(line -> line.startsWith("MECHANISM true"));
    }
  }

  /** An earlier or simultaneous yes of the same speaker may have been wider. */
  private static boolean mayHideAnotherYes(Given out, List<ConsentStatement> rest) {
    return rest.stream()
        .anyMatch(other ->
            other instanceof Given
                && other.scope() == out.scope()
                && other.said().saidBy() == out.said().saidBy()
                && !other.said().at().isAfter(out.said().at()));
  }

  /** A later no of the same or a wider reach makes this one superfluous. */
  private static boolean isFollowed(ConsentStatement no, List<ConsentStatement> rest) {
    return rest.stream()
        .anyMatch(other ->
            other.scope() == no.scope()
                && other.said().at().isAfter(no.said().at())
                && (other.said().recipient() == null
                    || other.said().recipient().equals(no.said().recipient()))
                && switch (other) {
                  case Invalidated _ -> true;
                  case Refused _, Withdrawn _ ->
                      !(no instanceof Invalidated) && other.said().saidBy() == no.said().saidBy();
                  case Asked _, NotAsked _, Given _, ExceptionAct _, ExceptionApproved _ -> false;
                });
  }

  /** Everything a history opens, one line per scope, age, recipient and single item. */
  private static Set<String> open(List<ConsentStatement> said) {
    Set<String> open = new HashSet<>();
    for (ConsentScope scope : SCOPES) {
      for (OrganizationId recipient : List.of(SHELTER, OTHER_SHELTER)) {
        for (boolean child : List.of(true, false)) {
          for (ItemCategory item : ItemCategory.values()) {
            Disclosure asked = Disclosure.of(CASE, scope, recipient, Set.of(item), child);
            if (ConsentPolicy.decide(asked, said, NOW).isPermit()) {
              open.add(scope + " " + child + " " + recipient + " " + item);
            }
          }
        }
      }
    }
    return open;
  }

  private static List<Disclosure> questions(Random random) {
    return Stream.generate(() ->
            new Disclosure(
                CASE,
                random.nextInt(4) == 0
                    ? Set.of(ConsentScope.REFERRAL, ConsentScope.POLICE)
                    : Set.of(SCOPES.get(random.nextInt(SCOPES.size()))),
                random.nextBoolean() ? SHELTER : OTHER_SHELTER,
                items(random),
                random.nextBoolean()))
        .limit(4)
        .toList();
  }

  private static List<ConsentStatement> history(Random random) {
    List<ConsentStatement> said = new ArrayList<>();
    List<ExceptionAct> acts = new ArrayList<>();
    for (int length = random.nextInt(9); length > 0; length--) {
      ConsentStatement next = statement(random, acts);
      said.add(next);
      if (next instanceof ExceptionAct act) {
        acts.add(act);
      }
    }
    return said;
  }

  private static ConsentStatement statement(Random random, List<ExceptionAct> acts) {
    Instant at = MONDAY.plus(Duration.ofMinutes(random.nextInt(7)));
    ConsentScope scope = SCOPES.get(random.nextInt(SCOPES.size()));
    if (random.nextInt(6) == 0) {
      return acts.isEmpty() || random.nextBoolean()
          ? Statements.exception(
              OverrideReason.values()[random.nextInt(OverrideReason.values().length)],
              scope,
              random.nextBoolean() ? Effective.AT_ONCE : Effective.AFTER_APPROVAL,
              items(random),
              "vera",
              random.nextBoolean() ? at : at.minus(Duration.ofHours(24)))
          : Statements.approved(
              acts.get(random.nextInt(acts.size())), random.nextBoolean() ? "vera" : "marko", at);
    }
    Statements said =
        switch (random.nextInt(9)) {
          case 0, 1, 2, 3 -> Statements.given(scope);
          case 4 -> Statements.refused(scope);
          case 5 -> Statements.withdrawn(scope);
          case 6 -> Statements.invalidated(scope);
          case 7 -> Statements.asked(scope);
          default -> Statements.notAsked(scope);
        };
    @Nullable OrganizationId recipient =
        switch (random.nextInt(3)) {
          case 0 -> null;
          case 1 -> SHELTER;
          default -> OTHER_SHELTER;
        };
    return said.to(recipient)
        .items(items(random))
        .by(SaidBy.values()[random.nextInt(2)])
        .until(random.nextInt(4) == 0 ? at.plus(Duration.ofMinutes(2)) : null)
        .recorded(at.plus(Duration.ofSeconds(random.nextInt(120) - 60L)))
        .at(at);
  }

  private static Set<ItemCategory> items(Random random) {
    Set<ItemCategory> items = EnumSet.noneOf(ItemCategory.class);
    for (ItemCategory item : ItemCategory.values()) {
      if (random.nextBoolean()) {
        items.add(item);
      }
    }
    return items;
  }
}
