package org.uputnica.consent.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.uputnica.platform.id.OrganizationId;

/**
 * How long one decision takes over a hundred statements of one case; to stay under twenty
 * microseconds. Mixed: of every kind and many scopes, as years of work leave them. Otherwise all of
 * them speak of the one scope and recipient that is asked for, which is the worst.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecisionBenchmark {
  private static final int STATEMENTS = 100;

  /** Of many scopes and recipients, or of one. */
  @Param({"true", "false"})
  public boolean mixed = true;

  private final List<ConsentStatement> said = new ArrayList<>(STATEMENTS);
  private final Disclosure ofAnAdult = asked(false);
  private final Disclosure ofAChild = asked(true);

  private static Disclosure asked(boolean child) {
    return Disclosure.of(
        Statements.CASE,
        ConsentScope.REFERRAL,
        Statements.SHELTER,
        Set.of(ItemCategory.NAME, ItemCategory.CONTACT, ItemCategory.HEALTH),
        child);
  }

  /** The ledger. */
  @Setup
  public void say() {
    Random random = new Random(100);
    while (said.size() < STATEMENTS) {
      if (mixed) {
        said.addAll(Histories.history(random));
      } else {
        OrganizationId shelter = Statements.SHELTER;
        Statements next =
            said.size() % 3 == 2
                ? Statements.withdrawn(ConsentScope.REFERRAL)
                : Statements.given(ConsentScope.REFERRAL);
        said.add(next.to(shelter).at(Statements.MONDAY.plus(Duration.ofSeconds(said.size()))));
      }
    }
    said.subList(STATEMENTS, said.size()).clear();
  }

  /** One decision about a grown person. */
  @Benchmark
  public Decision ofAnAdult() {
    return ConsentPolicy.decide(ofAnAdult, said, Histories.NOW);
  }

  /** One decision about a child: two speakers. */
  @Benchmark
  public Decision ofAChild() {
    return ConsentPolicy.decide(ofAChild, said, Histories.NOW);
  }
}
