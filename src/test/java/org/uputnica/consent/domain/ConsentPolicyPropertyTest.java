package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
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

/** Histories that nobody would think of, the same ones in every run; a failure names its seed. */
class ConsentPolicyPropertyTest {
  private static final int SEEDS = 100;
  private static final int HISTORIES_PER_SEED = 100;
  private static final int SHORTENED_PER_SEED = 100;

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void orderAndRepetitionAreIrrelevant(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<ConsentStatement> said = Histories.history(random);
      List<ConsentStatement> late = new ArrayList<>(said);
      for (int again = random.nextInt(4); again > 0 && !said.isEmpty(); again--) {
        late.add(said.get(random.nextInt(said.size())));
      }
      Collections.shuffle(late, random);
      for (Disclosure asked : Histories.questions(random)) {
        assertThat(ConsentPolicy.decide(asked, late, Histories.NOW))
            .as("seed %d, history %d: %s", seed, i, said)
            .isEqualTo(ConsentPolicy.decide(asked, said, Histories.NOW));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void takingAStatementOutWidensNothingUnlessItWasTheNarrowerLatestWord(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SHORTENED_PER_SEED; i++) {
      List<ConsentStatement> said = Histories.history(random);
      Set<String> before = Histories.open(said);
      for (ConsentStatement out : Set.copyOf(said)) {
        List<ConsentStatement> rest = new ArrayList<>(said);
        rest.removeAll(List.of(out));
        Set<String> widened = Histories.open(rest);
        widened.removeAll(before);
        String where = "seed %d, history %d, without %s".formatted(seed, i, out);
        switch (out) {
          case Asked _, NotAsked _ -> assertThat(Histories.open(rest)).as(where).isEqualTo(before);
          case ExceptionAct _, ExceptionApproved _ -> assertThat(widened).as(where).isEmpty();
          case Given given -> {
            if (!mayHideAnotherYes(given, rest)) {
              assertThat(widened).as(where).isEmpty();
            }
          }
          case Refused _, Withdrawn _, Invalidated _ -> {
            if (isFollowed(out, rest) && !silencesAYes(out, rest)) {
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
      List<ConsentStatement> said = Histories.history(random);
      for (Disclosure asked : Histories.questions(random)) {
        if (ConsentPolicy.decide(asked, said, Histories.NOW) instanceof Decision.Permit permit) {
          assertThat(permit.items()).isEqualTo(asked.items());
          for (Basis basis : permit.ground().bases()) {
            List<ConsentStatement> rest =
                said.stream()
                    .filter(statement -> !basis.statements().contains(statement.id()))
                    .toList();
            assertThat(ConsentPolicy.decide(asked, rest, Histories.NOW))
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
          Histories.history(random).stream()
              .filter(
                  statement -> !(statement instanceof Given || statement instanceof ExceptionAct))
              .toList();
      assertThat(Histories.open(silent)).allMatch(line -> line.startsWith("MECHANISM true"));
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

  /** After a no the same meeting carries no yes. */
  private static boolean silencesAYes(ConsentStatement out, List<ConsentStatement> rest) {
    return out instanceof Refused no
        && rest.stream()
            .anyMatch(it ->
                it instanceof Given yes
                    && yes.scope() == no.scope()
                    && yes.said().saidBy() == no.said().saidBy()
                    && yes.told().contact().equals(no.told().contact()));
  }

  /**
   * A later no of the same or a wider reach makes this one superfluous. A finding that a yes was
   * not valid is no no: what she had refused before still stands against an exception for somebody
   * who cannot decide.
   */
  private static boolean isFollowed(ConsentStatement no, List<ConsentStatement> rest) {
    return rest.stream()
        .anyMatch(other ->
            other.scope() == no.scope()
                && other.said().at().isAfter(no.said().at())
                && (other.said().recipient() == null
                    || other.said().recipient().equals(no.said().recipient()))
                && switch (other) {
                  case Invalidated _ -> no instanceof Invalidated;
                  case Refused _, Withdrawn _ ->
                      !(no instanceof Invalidated) && other.said().saidBy() == no.said().saidBy();
                  case Asked _, NotAsked _, Given _, ExceptionAct _, ExceptionApproved _ -> false;
                });
  }
}
